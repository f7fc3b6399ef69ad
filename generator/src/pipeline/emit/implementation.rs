//! Implementations of the traits of the support module, built as syntax trees: each operation has
//! three of them, and parsing them took more time than all the rest of emission.

use proc_macro2::Span;
use syn::{
    Block, ConstModifiers, Expr, ExprLit, FnArg, FnModifiers, Generics, ImplItem, ImplItemConst,
    ImplItemFn, ImplItemType, ImplModifiers, Item, ItemImpl, Lifetime, Lit, LitStr, Receiver,
    ReceiverKind, ReturnType, Safety, Signature, Stmt, Token, Type, TypeModifiers, TypeReference,
    Visibility, token,
};

use super::rust_type::{self, ident};
use crate::names;

/// `impl runtime::Name for ty { items }`
pub(super) fn of(name: &str, ty: &names::Ident, items: Vec<ImplItem>) -> Item {
    let path = rust_type::path(["runtime", name]);
    Item::Impl(ItemImpl {
        attrs: Vec::new(),
        modifiers: ImplModifiers::default(),
        unsafety: None,
        impl_token: <Token![impl]>::default(),
        generics: Generics::default(),
        trait_: Some((path, <Token![for]>::default())),
        self_ty: Box::new(rust_type::path_type(ty.to_syn().into())),
        brace_token: token::Brace::default(),
        items,
    })
}

/// `const NAME: ty = value;`
pub(super) fn constant(name: &str, ty: Type, value: Expr) -> ImplItem {
    ImplItem::Const(ImplItemConst {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: ConstModifiers::default(),
        const_token: <Token![const]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        colon_token: <Token![:]>::default(),
        ty,
        eq_token: <Token![=]>::default(),
        expr: value,
        semi_token: <Token![;]>::default(),
    })
}

/// `type Name = ty;`
pub(super) fn associated_type(name: &str, ty: Type) -> ImplItem {
    ImplItem::Type(ImplItemType {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: TypeModifiers::default(),
        type_token: <Token![type]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        eq_token: <Token![=]>::default(),
        ty,
        semi_token: <Token![;]>::default(),
    })
}

/// `fn name(&self) -> result { body }`
pub(super) fn method(name: &str, result: Type, body: Block) -> ImplItem {
    let receiver = FnArg::Receiver(Receiver {
        attrs: Vec::new(),
        mutability: None,
        self_token: <Token![self]>::default(),
        kind: ReceiverKind::Reference(<Token![&]>::default(), None, None),
    });
    ImplItem::Fn(ImplItemFn {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: FnModifiers::default(),
        sig: Signature {
            constness: None,
            asyncness: None,
            safety: Safety::Default,
            abi: None,
            fn_token: <Token![fn]>::default(),
            ident: ident(name),
            generics: Generics::default(),
            paren_token: token::Paren::default(),
            inputs: [receiver].into_iter().collect(),
            variadic: None,
            output: ReturnType::Type(<Token![->]>::default(), Box::new(result)),
        },
        block: body,
    })
}

/// `{ value }`
pub(super) fn returning(value: Expr) -> Block {
    Block {
        brace_token: token::Brace::default(),
        stmts: vec![Stmt::Expr(value, None)],
    }
}

/// `"text"`
pub(super) fn text(text: &str) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::Str(LitStr::new(text, Span::call_site())),
    })
}

/// `&'static str`
pub(super) fn static_str() -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        lifetime: Some(Lifetime::new("'static", Span::call_site())),
        mutability: None,
        elem: Box::new(rust_type::named("str")),
    })
}
