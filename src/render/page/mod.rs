//! A markdown document as one self-contained page: no scripts, and nothing is loaded from elsewhere.

mod body;
mod frame;
mod notes;
mod picture;
mod safe;

use std::fmt::Write as _;

use body::Body;
pub use frame::{Frame, FrameError};
pub use picture::{Picture, pictures};

use super::chart::{Chart, escape};
use super::figures::Figure;
use super::language::Language;
use crate::model::colour::Colour;
use crate::render::prelude::*;

/// The style of the page, on a screen and on paper: the page size is the printer's.
const STYLE: &str = include_str!("page.css");

/// The content security policy: nothing is loaded, run or sent.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

/// What a page shows besides the document.
#[derive(Debug, Default)]
pub struct Sheet<'a> {
    /// The language of the document.
    pub language: Language,
    /// The mark that the document bears, on each printed page.
    pub marking: &'a str,
    /// The charts that the document can place.
    pub charts: &'a [Chart],
    /// The key figures.
    pub figures: &'a [Figure],
    /// The name of the house.
    pub house: &'a str,
    /// Its colour.
    pub colour: Option<&'a Colour>,
    /// Its logo.
    pub logo: Option<Picture>,
    /// The workspace's own parts of the page.
    pub frame: Frame,
    /// The pictures, by the address that the document has for them.
    pub pictures: BTreeMap<String, Picture>,
}

/// The most sections of a document without a list of contents.
const FEW: usize = 6;

/// A markdown document as a page.
pub fn page(markdown: &str, sheet: &Sheet) -> String {
    let language = &sheet.language;
    let body = Body::of(safe::harmless(markdown, sheet), &language.choice("table"));
    let title = if body.title.is_empty() { "Document".to_owned() } else { escape(&body.title) };
    let header = if body.header.is_empty() { String::new() } else { format!("<header>\n{}</header>\n", body.header) };
    let (figures, contents) = (figures(sheet.figures), contents(&body, language));
    let is_long = if contents.is_empty() { "" } else { " class=\"long\"" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body{is_long}>\n{}<main>\n\
         {header}{figures}{contents}{}</main>\n{}</body>\n</html>\n",
        escape(&language.code),
        own_style(sheet),
        house_header(sheet),
        body.rest,
        house_footer(sheet),
    )
}

/// The rules that differ by document: the house's colour, what stands below each printed page, and the workspace's.
fn own_style(sheet: &Sheet) -> String {
    let mut style = String::new();
    if let Some(colour) = sheet.colour {
        let [light, dark] = [("#fff", "black"), ("#101317", "white")].map(|(paper, with)| accent(colour, paper, with));
        let _ = writeln!(style, ":root {{ --accent: {light}; }}");
        let _ = writeln!(style, "@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}");
    }
    let named = [sheet.house, sheet.marking].into_iter().filter(|part| !part.is_empty());
    let named = css(&named.collect::<Vec<_>>().join(" · "));
    let mut pages = css(&sheet.language.choice("pages"));
    for (name, counter) in [("number", "page"), ("all", "pages")] {
        pages = pages.replace(&format!("\\7b {name}\\7d "), &format!("\" counter({counter}) \""));
    }
    let _ = writeln!(
        style,
        "@page {{ @bottom-left {{ content: \"{named}\"; }} \
         @bottom-right {{ content: \"{pages}\"; }} }}"
    );
    if !sheet.frame.style.is_empty() {
        let _ = writeln!(style, "{}", sheet.frame.style);
    }
    style
}

/// A colour as it is seen on the paper: mixed with black or white where it contrasts too little.
fn accent(colour: &Colour, paper: &str, with: &str) -> String {
    let is_seen = paper.parse().is_ok_and(|paper| colour.is_seen_on(&paper));
    if is_seen { colour.to_string() } else { format!("color-mix(in srgb, {colour}, {with})") }
}

/// A text in quotes of CSS: letters, digits and blanks are kept, any other character is its number.
fn css(text: &str) -> String {
    let plain =
        |c: char| if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:x} ", u32::from(c)) };
    visible(text).chars().map(plain).collect()
}

/// The workspace's own header, or the name and logo of the house.
fn house_header(sheet: &Sheet) -> String {
    if !sheet.frame.header.is_empty() {
        return format!("<header class=\"own\">\n{}\n</header>\n", sheet.frame.header);
    }
    let logo = sheet.logo.as_ref().map(|logo| format!("<img src=\"{}\" alt=\"\">", logo.address()));
    let name = Some(sheet.house).filter(|name| !name.is_empty()).map(|name| format!("<span>{}</span>", escape(name)));
    let both = [logo, name].into_iter().flatten().collect::<String>();
    if both.is_empty() { both } else { format!("<header class=\"house\"><p>{both}</p></header>\n") }
}

fn house_footer(sheet: &Sheet) -> String {
    if sheet.frame.footer.is_empty() {
        return String::new();
    }
    format!("<footer>\n{}\n</footer>\n", sheet.frame.footer)
}

/// The key figures as a row of cards.
fn figures(figures: &[Figure]) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let card = |figure: &Figure| {
        let note = Some(&figure.note).filter(|note| !note.is_empty());
        let note = note.map(|note| format!("<small>{}</small>", escape(note))).unwrap_or_default();
        format!("<div><dt>{}</dt><dd>{}{note}</dd></div>\n", escape(&figure.label), escape(&figure.value))
    };
    format!("<dl class=\"figures\">\n{}</dl>\n", figures.iter().map(card).collect::<String>())
}

/// The list of contents of a long document.
fn contents(body: &Body, language: &Language) -> String {
    if body.sections.len() <= FEW {
        return String::new();
    }
    let name = escape(&language.choice("contents"));
    let item = |section: &body::Section| {
        format!("<li dir=\"auto\"><a href=\"#{}\">{}</a></li>\n", section.id, escape(&section.title))
    };
    let items: String = body.sections.iter().map(item).collect();
    format!("<nav aria-label=\"{name}\"><div>\n<p>{name}</p>\n<ol>\n{items}</ol>\n</div></nav>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(markdown: &str) -> String {
        super::page(markdown, &Sheet::default())
    }

    /// The main part, without the direction of each text.
    fn body(markdown: &str) -> String {
        of(&page(markdown)).replace(" dir=\"auto\"", "")
    }

    /// What is in the main part of a page.
    fn of(page: &str) -> &str {
        let body = page.split_once("<main>\n").unwrap().1;
        body.rsplit_once("</main>\n").unwrap().0
    }

    #[test]
    fn a_page_stands_alone_and_prints() {
        let page = page("# One & `two`\n\ntext\n\n# Three\n");
        for part in [
            "<!DOCTYPE html>\n<html lang=\"en\">",
            "<title>One &amp; two</title>",
            "@page",
            "@media print",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             img-src data:; form-action 'none'; base-uri 'none'\">",
        ] {
            assert!(page.contains(part), "{part}");
        }
        for fetched in ["<script", "<link", "src=", "@import", "url(", "<img"] {
            assert!(!page.contains(fetched), "{fetched}");
        }
        assert!(self::page("text").contains("<title>Document</title>"));
    }

    #[test]
    fn tables_lists_and_code_are_kept_and_raw_html_images_and_hidden_characters_are_words() {
        for (markdown, html) in [
            (
                "| a | b |\n| --- | ---: |\n| 1 | 2 |\n",
                "<section class=\"table\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n<caption>Table</caption>\n\
                 <thead><tr><th scope=\"col\" class=\"short\">a</th><th scope=\"col\" class=\"number\">b</th></tr></thead>\n\
                 <tbody>\n<tr><th scope=\"row\" class=\"short\">1</th><td class=\"number\" data-label=\"b\">2</td></tr>\n</tbody>\n\
                 </table>\n</section>\n",
            ),
            (
                "```text\ngantt\n  a <b>\n```\n",
                "<pre><code class=\"language-text\">gantt\n  a &lt;b&gt;\n</code></pre>\n",
            ),
            (
                "```mermaid\npie\n  \"<a>\" : 1\n```\n",
                "<pre><code class=\"language-mermaid\">pie\n  \"&lt;a&gt;\" : 1</code></pre>\n",
            ),
            ("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("a <b onclick=\"x\">c</b>\n", "<p>a &lt;b onclick=\"x\"&gt;c&lt;/b&gt;</p>\n"),
            ("<script>\nalert(1)\n</script>\n", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;\n</p>\n"),
            ("<img src=x onerror=alert(1)>\n", "<p>&lt;img src=x onerror=alert(1)&gt;\n</p>\n"),
            ("<!-- c --> x\n", "<p>&lt;!-- c --&gt; x\n</p>\n"),
            ("@&#8203;ana\n", "<p>@ana</p>\n"),
            ("![a *b*](https://c.d/e.png)", "<p>a <em>b</em></p>\n"),
            ("a\u{202e}b `c\u{1b}`", "<p>a\\u{202e}b <code>c\\u{1b}</code></p>\n"),
        ] {
            assert_eq!(body(markdown), html);
        }
    }

    #[test]
    fn a_long_word_breaks_where_its_column_ends_and_takes_no_other_column_away() {
        let word = "Donau\\_".repeat(22);
        let html = body(&format!("| a | b |\n| --- | --- |\n| one {word} two | c |\n"));
        let plain = "Donau_".repeat(22);
        assert!(html.contains(&format!(">one <span>{plain} </span>two</th>")), "{html}");
        assert!(!body("an ordinary internationalisation\n").contains("<span>"));
        assert!(page("x").contains("\nspan, code, a { overflow-wrap: anywhere; }\n"));
        assert!(page("x").contains("\n.table { overflow-x: auto;"));
    }

    #[test]
    fn links_lead_to_the_web_to_mail_and_beside_the_page_only() {
        for (markdown, html) in [
            ("<https://a.b/c?d&e>", "<a href=\"https://a.b/c?d&amp;e\">https://a.b/c?d&amp;e</a>"),
            ("<ana@port.example>", "<a href=\"mailto:ana@port.example\">ana@port.example</a>"),
            ("[x](HTTPS://a.b)", "<a href=\"HTTPS://a.b\">x</a>"),
            ("[x](../photos/one.jpg#a:b)", "<a href=\"../photos/one.jpg#a:b\">x</a>"),
            ("[x](#goals)", "<a href=\"#goals\">x</a>"),
            ("a [x](javascript:b) c", "a x c"),
            ("<javascript:alert(1)>", "javascript:alert(1)"),
            ("[a ![b](https://c/d.png) e](javascript:f) g", "a b e g"),
            ("[x][r]\n\n[r]: javascript:alert(1)\n", "x"),
        ] {
            assert_eq!(body(markdown), format!("<p>{html}</p>\n"), "{markdown}");
        }
        let others = "javascript:alert(1)|JaVaScRiPt:alert(1)|java&#115;cript:alert(1)|java&Tab;script:alert(1)|\
                      <java\tscript:alert(1)>|&#1;javascript:alert(1)|data:text/html;base64,PHNjcmlwdD4=|vbscript:x|\
                      file:///etc/passwd|//evil.example|\\\\\\\\evil.example|ftp://a.b";
        for address in others.split('|') {
            assert!(!body(&format!("a [x]({address}) b")).contains("<a"), "{address}");
        }
    }

    #[test]
    fn a_document_has_a_header_and_its_headings_can_be_linked_to() {
        let begins = "# Report: A <b>\n\n**Port, cycle 1** · 3 days\\\nFor Ana\n\n";
        let html = body(&format!("{begins}## Goals\n\n## Goals\n\n### !\n\n## Annex A: *Spend*\n"));
        assert_eq!(
            html,
            "<header>\n<h1 id=\"report-a-b\"><span class=\"kind\">Report<span class=\"hidden\">:</span></span> A &lt;b&gt;\
             </h1>\n<p><strong>Port, cycle 1</strong> · 3 days<br>\nFor Ana</p>\n</header>\n"
                .to_owned()
                + &["<h2 id=\"goals\">Goals", "<h2 id=\"goals_2\">Goals", "<h3 id=\"section\">!"].map(anchored).concat()
                + &anchored("<h2 id=\"annex-a-spend\" class=\"annex\">Annex A: <em>Spend</em>")
        );
        assert!(!body("# A\n\ntext\n").contains("text</p>\n</header>"));
        assert!(page("# A\n\n- b\n").contains("<h1 id=\"a\" dir=\"auto\">A</h1>\n</header>\n<ul>\n<li dir=\"auto\">b"));
    }

    /// A heading with the link to itself.
    fn anchored(heading: &str) -> String {
        let (id, level) = (heading.split('"').nth(1).unwrap(), &heading[1..3]);
        format!("{heading}<a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\">#</a></{level}>\n")
    }

    #[test]
    fn a_long_document_has_a_list_of_contents_in_its_language() {
        let sections = |number| (1..=number).map(|at| format!("## Part {at} & more\n\n")).collect::<String>();
        assert!(!page(&sections(6)).contains("<nav"));
        let sheet = Sheet { language: Language::named("de"), ..Sheet::default() };
        let long = super::page(&sections(7), &sheet);
        assert!(long.contains("<html lang=\"de\">") && long.contains("<body class=\"long\">"));
        assert!(
            long.contains("<nav aria-label=\"Inhalt\">")
                && long.contains("\"Seite \" counter(page) \" von \" counter(pages)")
        );
        assert!(long.contains("<li dir=\"auto\"><a href=\"#part-7-more\">Part 7 &amp; more</a></li>\n</ol>"));
    }

    #[test]
    fn the_brand_the_marking_and_the_workspace_own_parts_are_shown() {
        let colour = "#ffd400".parse().unwrap();
        let frame = Frame::of("<style>h1 { color: red; }</style><footer>Tern</footer>").unwrap();
        let sheet =
            Sheet { house: "A & B", marking: "\"x\" </style>", colour: Some(&colour), frame, ..Sheet::default() };
        let branded = super::page("x", &sheet);
        let (style, rest) = branded.split_once("</style>").unwrap();
        assert!(style.contains(":root { --accent: color-mix(in srgb, #ffd400, black); }\n@media screen"), "{style}");
        assert!(style.contains("(prefers-color-scheme: dark) { :root { --accent: #ffd400; } }\n"));
        assert!(
            style.contains("@bottom-left { content: \"A \\26  B \\b7  \\22 x\\22  \\3c \\2f style\\3e \"; }"),
            "{style}"
        );
        assert!(style.ends_with("\nh1 { color: red; }\n"));
        assert!(rest.contains("<header class=\"house\"><p><span>A &amp; B</span></p></header>\n<main>\n"));
        assert!(rest.ends_with("</main>\n<footer>\nTern\n</footer>\n</body>\n</html>\n"));
    }

    #[test]
    fn charts_and_pictures_stand_in_their_places() {
        let chart = |title: &str| Chart {
            name: "timeline",
            title: title.into(),
            description: String::new(),
            svg: "<svg></svg>".into(),
        };
        let png = Picture::of(b"\x89PNG\r\n\x1a\n".to_vec()).unwrap();
        let pictures = [("../a b.png".to_owned(), png)].into();
        let sheet = Sheet { charts: &[chart("A < B")], pictures, ..Sheet::default() };
        let drawing = "```mermaid\ngantt\ndateFormat YYYY-MM-DD\naxisFormat %Y-%m-%d\n```\n\n<!-- chart: none -->\n\n";
        let markdown =
            format!("{drawing}{drawing}![Rain *\"x\"*](<../a b.png>)\n\n![no](b.png) [![l](<../a b.png>)](c)\n");
        assert_eq!(super::pictures(&markdown), ["../a b.png", "b.png", "../a b.png"]);
        let image = "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=";
        assert_eq!(
            of(&super::page(&markdown, &sheet)).replace(" dir=\"auto\"", ""),
            format!(
                "<figure class=\"chart\">\n<svg></svg>\n<figcaption>A &lt; B</figcaption>\n</figure>\n\
                 <figure>\n{image}\"Rain &quot;x&quot;\">\n<figcaption>Rain &quot;x&quot;</figcaption>\n</figure>\n\
                 <p>no <a href=\"c\">{image}\"l\"></a></p>\n"
            )
        );
    }

    #[test]
    fn footnotes_are_numbered_and_stand_at_the_end() {
        let html = body("a[^x] b[^y] c[^x]\n\n[^y]: two\n\n[^x]: one *1*\n\nd\n");
        let link = |id: &str, number| format!("<sup><a{id} href=\"#note_{number}\">{number}</a></sup>");
        let (one, two, again) = (link(" id=\"to_1\"", 1), link(" id=\"to_2\"", 2), link("", 1));
        let notes = "<ol class=\"notes\">\n<li id=\"note_1\">\n<p>one <em>1</em></p>\n</li>\n\
                     <li id=\"note_2\">\n<p>two</p>\n</li>\n</ol>\n";
        assert_eq!(html, format!("<p>a{one} b{two} c{again}</p>\n<p>d</p>\n{notes}"));
    }

    #[test]
    fn deep_nests_come_to_an_end() {
        for deep in [">".repeat(20_000), "[".repeat(50_000), "*a _b ".repeat(20_000), "- ".repeat(5_000)] {
            assert!(page(&deep).ends_with("</html>\n"));
        }
    }
}
