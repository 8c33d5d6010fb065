//! A finding that other engagements decide: whether it is one, and its sentence, are known once all of them were read.

use std::fmt;
use std::sync::Arc;

use super::scene::Mask;
use crate::insight::elsewhere::Elsewhere;
use crate::model::finding::Finding;
use crate::model::text::one_line;

/// A finding without its sentence, and what confirms it.
#[derive(Debug)]
pub struct Suspicion {
    /// The finding.
    pub finding: Finding,
    /// What gives its sentence.
    pub confirm: Confirm,
}

/// Gives the sentence of a finding, if the other engagements make it one.
#[derive(Clone)]
pub struct Confirm(Arc<Sentence>);

type Sentence = dyn Fn(&Elsewhere) -> Option<String> + Send + Sync;

impl Suspicion {
    /// A finding, if the other engagements give its sentence.
    pub fn on(finding: Finding, sentence: impl Fn(&Elsewhere) -> Option<String> + Send + Sync + 'static) -> Self {
        Self { finding, confirm: Confirm(Arc::new(sentence)) }
    }
}

impl Confirm {
    /// The sentence, on one line; none if it is no finding.
    pub fn sentence(&self, elsewhere: &Elsewhere) -> Option<String> {
        self.0(elsewhere).map(|sentence| one_line(&sentence))
    }

    /// The same, without the secrets of its engagement.
    pub fn masked(self, mask: Mask) -> Self {
        Self(Arc::new(move |elsewhere| Some(mask.of(&self.sentence(elsewhere)?))))
    }
}

impl fmt::Debug for Confirm {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("Confirm")
    }
}
