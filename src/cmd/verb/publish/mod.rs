//! `engage publish`.

mod documents;

use clap::builder::TypedValueParser as _;

use crate::cmd::catalogue::Catalogue;
use crate::cmd::place::{OutputKind, refuse_records};
use crate::cmd::prelude::*;
use crate::cmd::rendering::{language, mistake};
use crate::cmd::sheet::House;
use crate::insight::as_of;
use crate::model::audience::Audience;
use crate::render::{self, About, Document, OVERVIEWS, Portfolio, Subject, Summary, Template};
use crate::store::site::{Change, Site};
use documents::WrittenDocument;

/// Write the portfolio and a page for each engagement as static HTML.
///
/// The portfolio is `index.html`. Each engagement has a folder with its page and the documents that are written in its
/// `documents/`, as they are there. Pages link to each other by relative addresses, so they work from a disk and at any
/// web address. Only pages that changed are written; pages that are no longer published are removed.
///
/// Internal readers see all documents, management those for management and the customer, and the customer only their own.
/// With `--engagement`, only that engagement is published, without the portfolio; this is required for the customer.
#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Output folder: a new or empty one, or that of an earlier publish.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    on: On,
    /// Who reads the pages.
    #[arg(long, value_name = "AUDIENCE", default_value = "management",
        value_parser = PossibleValuesParser::new(Audience::WORDS).try_map(|word| word.parse::<Audience>()))]
    audience: Audience,
    /// List the pages that would change and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl PublishArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let only = self.on.engagement.as_deref().map(|given| context.id(&workspace, Some(given))).transpose()?;
        if self.audience == Audience::Customer && only.is_none() {
            let failure = Failure::usage("the customer's pages are about one engagement; name it");
            bail!(failure.hint("engage publish DIR --audience customer -e ENGAGEMENT"));
        }
        let catalogue = Catalogue::of(Some(&workspace))?;
        context.note(catalogue.unread());
        let folder = layout::normal(&context.here.join(&self.folder));
        let site = self.site(&workspace, folder.clone(), only.as_ref())?;
        let house = House::of(&workspace)?;
        let publishing =
            Publishing { workspace: &workspace, catalogue: &catalogue, house, site, audience: self.audience };
        let mut published = match &only {
            Some(id) => publishing.one(context, id)?,
            None => publishing.all(context)?,
        };
        published.sweep(&publishing.site)?;
        Ok(self.reply(&workspace, &folder, &published))
    }

    /// The folder, if nothing else is in it.
    fn site(&self, workspace: &Workspace, folder: PathBuf, only: Option<&Slug>) -> Result<Site> {
        refuse_records(workspace, &folder, OutputKind::Pages)?;
        let readers = [self.audience.word()].into_iter().chain(only.map(Slug::as_str)).collect::<Vec<_>>().join(" ");
        let site = Site::new(folder, &readers, self.dry_run);
        if let Some(path) = site.stranger()? {
            let of = only.map(|id| format!(" -e {id}")).unwrap_or_default();
            let shown = workspace.shown(&path);
            let message =
                format!("{shown} was not written by `engage publish --audience {}{of}`", self.audience.word());
            bail!(Failure::refused(message).hint("publish to a new or empty folder"));
        }
        Ok(site)
    }

    fn reply(&self, workspace: &Workspace, folder: &Path, published: &Published) -> Reply {
        let shown = |page: &str| workspace.shown(&folder.join(page));
        let changed = || published.files.iter().filter(|(_, change)| *change != Change::Unchanged);
        let number = |is: Change| published.files.iter().filter(|(_, change)| *change == is).count();
        let counts = [Change::Created, Change::Changed, Change::Unchanged, Change::Removed].map(|is| (number(is), is));
        let counts =
            counts.iter().filter(|(number, _)| *number > 0).map(|(number, is)| format!("{number} {}", is.word()));
        let counts = counts.collect::<Vec<_>>().join(", ");
        let (engagements, to) = (count(published.engagements, "engagement"), workspace.shown(folder));
        let done = if self.dry_run { "Would publish" } else { "Published" };
        let mut messages: Vec<_> = published.notes.iter().cloned().collect();
        messages.push(format!("{done} {engagements} for {} to {to}: {counts}", reader(self.audience)));
        let text = if self.dry_run {
            messages.push("dry run: nothing was written".to_owned());
            changed().map(|(page, change)| format!("{:<8} {}\n", change.word(), shown(page))).collect()
        } else {
            format!("{}\n", shown(layout::INDEX))
        };
        let files =
            published.files.iter().map(|(page, change)| json!({ "path": shown(page), "change": change.word() }));
        let data = json!({ "path": to, "audience": self.audience, "dry_run": self.dry_run, "files": files.collect::<Vec<_>>() });
        Reply { text, messages, kind: "engagement.publish", data }
    }
}

/// The readers, in a sentence.
const fn reader(audience: Audience) -> &'static str {
    match audience {
        Audience::Internal => "internal readers",
        Audience::Management => "management",
        Audience::Customer => "the customer",
    }
}

/// What is published: each page by its address in the folder, and what a page does not show.
#[derive(Debug, Default)]
struct Published {
    engagements: usize,
    files: Vec<(String, Change)>,
    notes: Notes,
}

/// What is said on standard error, each thing once.
type Notes = BTreeSet<String>;

impl Published {
    fn add(&mut self, other: Self) {
        self.engagements += other.engagements;
        self.files.extend(other.files);
        self.notes.extend(other.notes);
    }

    /// Removes the pages that are no longer published.
    fn sweep(&mut self, site: &Site) -> Result<()> {
        let removed = site.sweep(&self.files.iter().map(|(page, _)| page.as_str()).collect())?;
        self.files.extend(removed.into_iter().map(|page| (page, Change::Removed)));
        self.files.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        Ok(())
    }
}

/// The state while pages are written.
struct Publishing<'a> {
    workspace: &'a Workspace,
    catalogue: &'a Catalogue,
    house: House,
    site: Site,
    audience: Audience,
}

impl Publishing<'_> {
    /// The portfolio, and each engagement in its folder. What needs attention depends on the last day in any of them, so
    /// they are read twice, one for each thread at a time.
    fn all(&self, context: &Context) -> Result<Published> {
        let (workspace, ids) = (self.workspace, context.ids(self.workspace)?);
        let day = |id: &Slug| as_of::day(&load::engagement(workspace, id).0);
        let last = progress::each("read", &ids, day).into_iter().flatten().max();
        let (mut published, mut summaries) = (Published::default(), vec![]);
        let of = |engagement: Engagement| {
            let folder = format!("{}/", engagement.id);
            let pages = self.engagement(&engagement, &folder)?;
            Ok((pages, Summary::of(&engagement, &workspace.settings, last)))
        };
        context.in_rounds(workspace, &ids, of, |made: Result<_>| {
            let (pages, summary) = made?;
            published.add(pages);
            summaries.push(summary);
            Ok(())
        })?;
        render::rank(&mut summaries);
        let about = About::Workspace(Portfolio { summaries: &summaries, is_published: true, day: None, last });
        if let Some(portfolio) = self.catalogue.named("portfolio")? {
            let template = self.catalogue.template(&portfolio);
            let text = render::render(&portfolio, &template, &about).map_err(|error| mistake(&portfolio, &error))?;
            self.put(&mut published, layout::INDEX.to_owned(), (&portfolio, &template), &about, (&text, true))?;
        }
        Ok(published)
    }

    /// One engagement, of which the customer's pages need everything.
    fn one(&self, context: &Context, id: &Slug) -> Result<Published> {
        let engagement = context.engagement(self.workspace, Some(id.as_str()))?;
        if self.audience == Audience::Customer {
            Failure::where_any_unread(&engagement, |_| true, "the customer's pages would be incomplete")?;
        }
        self.engagement(&engagement, "")
    }

    /// The page of an engagement and those of its documents, in a folder of the site: its first one if empty.
    fn engagement(&self, engagement: &Engagement, folder: &str) -> Result<Published> {
        let about = self.about(engagement, engagement.cycle());
        let overview = &OVERVIEWS[usize::from(self.audience == Audience::Customer)];
        let language = language(overview, &about, None);
        let template = overview.builtin_in(&language).unwrap_or_else(|| overview.builtin());
        let mut published = Published { engagements: 1, ..Published::default() };
        if template.language.code != *language {
            let lacks =
                format!("The page of {} has no template in `{}`; in English", engagement.id, visible(&language));
            published.notes.insert(lacks);
        }
        let text = render::render(overview, &template, &about).map_err(|error| mistake(overview, &error))?;
        let unread = engagement.unread.iter().map(|file| format!("{file}.yaml"));
        let unread: Vec<_> = unread.chain(engagement.closed.iter().map(ToString::to_string)).collect();
        let mut text = render::incomplete(&text, &unread);
        let documents = self.documents(engagement, &mut published.notes)?;
        if !documents.is_empty() {
            let link = |made: &WrittenDocument| format!("- {}\n", render::link(&made.title, &made.page));
            let links: String = documents.iter().map(link).collect();
            text = format!("{}\n\n## {}\n\n{links}", text.trim_end(), template.language.choice("documents"));
        }
        if !folder.is_empty() {
            let all = render::link("All engagements", &format!("../{}", layout::INDEX));
            text = format!("{}\n\n{all}\n", text.trim_end());
        }
        self.put(&mut published, format!("{folder}{}", layout::INDEX), (overview, &template), &about, (&text, true))?;
        for made in &documents {
            let about = self.about(engagement, made.cycle);
            let page = format!("{folder}{}", made.page);
            self.put(&mut published, page, (&made.document, &made.template), &about, (&made.text, made.is_current))?;
        }
        Ok(published)
    }

    fn about<'e>(&'e self, engagement: &'e Engagement, cycle: u32) -> About<'e> {
        About::Cycle(Subject { engagement, settings: &self.workspace.settings, cycle, day: None, since: None })
    }

    /// Writes a page of a text; with its charts and key figures only if these are of the same record.
    fn put(
        &self,
        published: &mut Published,
        page: String,
        (document, template): (&Document, &Template),
        about: &About,
        (text, is_current): (&str, bool),
    ) -> Result<()> {
        let (html, notes) = self.house.page(self.workspace, document, about, template, (text, is_current))?;
        published.notes.extend(notes);
        let change = self.site.put(&page, &html)?;
        published.files.push((page, change));
        Ok(())
    }
}
