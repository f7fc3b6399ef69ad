//! The parts of an `impl`, built as syntax trees.

use proc_macro2::Span;
use syn::{
    ConstModifiers, Expr, ExprLit, ExprPath, Generics, Ident, ImplItem, ImplItemConst,
    ImplItemType, ImplModifiers, Item, ItemImpl, Lifetime, Lit, LitStr, Path, Token, Type,
    TypeModifiers, TypePath, TypeReference, Visibility, token,
};

use crate::names;

/// `impl of for name { items }`
pub(super) fn trait_impl(of: Path, name: &names::Ident, items: Vec<ImplItem>) -> Item {
    Item::Impl(ItemImpl {
        attrs: Vec::new(),
        modifiers: ImplModifiers::default(),
        unsafety: None,
        impl_token: <Token![impl]>::default(),
        generics: Generics::default(),
        trait_: Some((of, <Token![for]>::default())),
        self_ty: Box::new(type_of(name.to_syn().into())),
        brace_token: token::Brace::default(),
        items,
    })
}

/// `const name: kind = value;`
pub(super) fn constant(name: &str, ty: Type, value: Expr) -> ImplItem {
    ImplItem::Const(ImplItemConst {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: ConstModifiers::default(),
        const_token: <Token![const]>::default(),
        ident: Ident::new(name, Span::call_site()),
        generics: Generics::default(),
        colon_token: <Token![:]>::default(),
        ty: ty,
        eq_token: <Token![=]>::default(),
        expr: value,
        semi_token: <Token![;]>::default(),
    })
}

/// `type name = kind;`
pub(super) fn associated_type(name: &str, ty: Type) -> ImplItem {
    ImplItem::Type(ImplItemType {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: TypeModifiers::default(),
        type_token: <Token![type]>::default(),
        ident: Ident::new(name, Span::call_site()),
        generics: Generics::default(),
        eq_token: <Token![=]>::default(),
        ty: ty,
        semi_token: <Token![;]>::default(),
    })
}

/// `&'static str`
pub(super) fn static_str() -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        lifetime: Some(Lifetime::new("'static", Span::call_site())),
        mutability: None,
        elem: Box::new(type_of(Ident::new("str", Span::call_site()).into())),
    })
}

/// `"value"`
pub(super) fn text(value: &str) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::Str(LitStr::new(value, Span::call_site())),
    })
}

/// A path as a value.
pub(super) fn value(path: Path) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

fn type_of(path: Path) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}
