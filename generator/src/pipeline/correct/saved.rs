//! The state of a member before a correction.

use super::correction::{Change, ChangeKind};
use crate::pipeline::api::{Field, Type};

/// The parts of a member to restore if a correction does not match.
///
/// Members are corrected in place, since copying everything around them for each of many
/// corrections would be slow.
pub(super) struct SavedMember {
    /// The member without its type and corrections.
    field: Field,
    /// The type, if a change replaces it.
    ty: Option<Type>,
    /// The number of members of its type before new members are added.
    members: usize,
}

impl SavedMember {
    pub(super) fn new(field: &mut Field, changes: &[Change]) -> Self {
        let corrections = std::mem::take(&mut field.corrections);
        let ty = std::mem::replace(&mut field.ty, Type::Any);
        let saved = Self {
            field: field.clone(),
            members: ty.innermost().members().len(),
            ty: if changes.iter().any(replaces_type) {
                Some(ty.clone())
            } else {
                None
            },
        };
        field.corrections = corrections;
        field.ty = ty;
        saved
    }

    pub(super) fn restore(self, field: &mut Field) {
        let corrections = std::mem::take(&mut field.corrections);
        let ty = std::mem::replace(&mut field.ty, Type::Any);
        *field = Field {
            ty: self.ty.unwrap_or(ty),
            corrections,
            ..self.field
        };
        if let Type::Object(members) = field.ty.innermost_mut() {
            members.truncate(self.members);
        }
    }
}

/// `true` if the change affects a type in another way than adding members.
fn replaces_type(change: &Change) -> bool {
    matches!(
        change.kind,
        ChangeKind::Type(_) | ChangeKind::AddValues(_) | ChangeKind::DropValues(_)
    )
}
