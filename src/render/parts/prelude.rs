//! What each part and each document imports.

pub(in crate::render) use super::{day, line, lines, name, names, paragraphs, prose};
pub(in crate::render) use crate::render::prelude::*;
pub(in crate::render) use crate::render::view::view;
pub(in crate::render) use crate::render::wording;
