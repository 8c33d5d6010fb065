//! Arguments that several verbs take.

use clap::Args;

/// What every command that writes takes.
#[derive(Debug, Default, Clone, Args)]
pub struct Writing {
    /// The day of it: YYYY-MM-DD, today, yesterday, +3d, -2w.
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub date: Option<String>,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Record words that look like a key, token or password.
    #[arg(long)]
    pub force: bool,
}

/// `-e ENGAGEMENT`, for commands that take content.
#[derive(Debug, Default, Clone, Args)]
pub struct On {
    /// The engagement, by its id or the beginning of it.
    #[arg(short = 'e', long = "engagement", value_name = "ENGAGEMENT")]
    pub engagement: Option<String>,
}

impl On {
    /// The engagement as it was named.
    pub fn given(&self) -> Option<&str> {
        self.engagement.as_deref()
    }
}
