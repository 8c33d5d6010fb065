//! Keys, tokens and passwords in a text: what kind and how long, never the secret itself.
//!
//! Known forms first, each with the letters and the length it has; of a password only what follows the
//! word for one. A digest has no such form.

/// Something that opens a door.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Secret {
    /// What it looks like, with its article: `a password`.
    pub kind: &'static str,
    /// How many characters it has.
    pub length: usize,
}

/// A form with a fixed beginning: what it is, how it begins, how many letters follow at least.
struct Form {
    kind: &'static str,
    begins: &'static str,
    least: usize,
}

const FORMS: &[Form] = &[
    Form { kind: "an AWS access key", begins: "AKIA", least: 16 },
    Form { kind: "an AWS access key", begins: "ASIA", least: 16 },
    Form { kind: "a GitHub token", begins: "ghp_", least: 30 },
    Form { kind: "a GitHub token", begins: "gho_", least: 30 },
    Form { kind: "a GitHub token", begins: "ghu_", least: 30 },
    Form { kind: "a GitHub token", begins: "ghs_", least: 30 },
    Form { kind: "a GitHub token", begins: "ghr_", least: 30 },
    Form { kind: "a GitHub token", begins: "github_pat_", least: 22 },
    Form { kind: "a GitLab token", begins: "glpat-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxb-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxp-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxa-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxr-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxs-", least: 20 },
    Form { kind: "a Google API key", begins: "AIza", least: 35 },
    Form { kind: "a Stripe key", begins: "sk_live_", least: 20 },
    Form { kind: "an npm token", begins: "npm_", least: 36 },
    Form { kind: "an API key", begins: "sk-", least: 32 },
];

/// Words after which a password stands.
const PASSWORD: &[&str] = &["password", "passwd", "passphrase", "passwort", "kennwort", "pwd"];

/// Words after which something stands that is a secret only if it looks like one.
const TOKEN: &[&str] = &["secret", "token", "api_key", "api-key", "apikey", "access_key", "access-key"];

/// What people write where a password would stand.
const NONE: &[&str] = &[
    "changed",
    "changeme",
    "forgotten",
    "given",
    "hidden",
    "known",
    "missing",
    "needed",
    "optional",
    "password",
    "pending",
    "protected",
    "redacted",
    "removed",
    "required",
    "rotated",
    "secret",
    "unchanged",
    "unknown",
    "verbally",
];

/// The fewest letters of anything with a form: what is shorter is not looked at closely.
const SHORTEST: usize = 16;

/// The secrets in what stands at a key; the key's own last word counts as the word before it.
pub fn of(key: &str, text: &str) -> Vec<Secret> {
    let mut found = if text.len() >= SHORTEST { with_a_form(text) } else { vec![] };
    if found.is_empty() {
        let label = key.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(key);
        let first = || labelled_at(label, text.lines().next()?);
        found.extend(labelled(text).or_else(first));
    }
    found
}

/// What is known by how it begins.
fn with_a_form(text: &str) -> Vec<Secret> {
    let mut found: Vec<_> = private_key(text).into_iter().collect();
    found.extend(text.split_whitespace().filter(|word| word.len() >= SHORTEST).filter_map(formed));
    if found.is_empty() {
        found.extend(bearer(text));
    }
    found
}

fn private_key(text: &str) -> Option<Secret> {
    let (_, key) = text.split_once("-----BEGIN ")?;
    let (title, key) = key.split_once("-----")?;
    let inner = key.split_once("-----END").map_or(key, |(inner, _)| inner);
    title.ends_with("PRIVATE KEY").then(|| secret("a private key", inner.trim()))
}

/// A token of a known form, or a password in an address, inside one word.
fn formed(word: &str) -> Option<Secret> {
    let forms = if word.bytes().any(|byte| byte.is_ascii_digit()) { FORMS } else { &[] };
    let known = forms.iter().find_map(|form| {
        let at = word.find(form.begins).filter(|at| starts(word, *at))?;
        let rest: String = word[at + form.begins.len()..].chars().take_while(|c| is_of_token(*c)).collect();
        let mixed = rest.chars().any(|c| c.is_ascii_digit()) && rest.chars().any(|c| c.is_ascii_alphabetic());
        (rest.len() >= form.least && mixed).then(|| secret(form.kind, &word[at..at + form.begins.len() + rest.len()]))
    });
    known.or_else(|| web_token(word)).or_else(|| in_address(word))
}

/// Whether a word of its own starts there.
fn starts(word: &str, at: usize) -> bool {
    word[..at]
        .chars()
        .next_back()
        .is_none_or(|before| !before.is_ascii_alphanumeric() && before != '-' && before != '_')
}

fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// A JSON web token: three parts in base64, the first two of which begin as JSON does.
fn web_token(word: &str) -> Option<Secret> {
    let at = word.find("eyJ").filter(|at| starts(word, *at))?;
    let token: String = word[at..].chars().take_while(|c| is_of_token(*c) || *c == '.').collect();
    let parts: Vec<_> = token.split('.').collect();
    let is_one = matches!(parts.as_slice(), [head, body, sign, ..]
        if head.len() >= 10 && body.starts_with("eyJ") && sign.len() >= 10);
    is_one.then(|| secret("a JSON web token", &token))
}

/// `postgres://user:password@host`.
fn in_address(word: &str) -> Option<Secret> {
    let (_, rest) = word.split_once("://")?;
    let user = rest.split(['/', '?', '#']).next().filter(|user| user.contains('@')).unwrap_or(rest);
    let (_, password) = user.rsplit_once('@')?.0.split_once(':')?;
    (password.len() >= 4 && !is_placeholder(password)).then(|| secret("a password in an address", password))
}

fn bearer(text: &str) -> Option<Secret> {
    const BEARER: &str = "bearer";
    let mut words = text.split_whitespace();
    words.by_ref().find(|word| word.len() >= BEARER.len() && bare(word).eq_ignore_ascii_case(BEARER))?;
    let token = bare(words.next()?);
    let is_one = token.len() >= 20 && mixed(token) && token.chars().all(|c| is_of_token(c) || "._~+/=".contains(c));
    is_one.then(|| secret("a bearer token", token))
}

/// `password: …`, `Passwort = …`, `api_key=…`, in a line of its own or in the middle of one.
fn labelled(text: &str) -> Option<Secret> {
    text.lines()
        .find_map(|line| line.match_indices([':', '=']).find_map(|(at, _)| labelled_at(&line[..at], &line[at + 1..])))
}

fn labelled_at(before: &str, after: &str) -> Option<Secret> {
    let label = bare(before.split_whitespace().next_back()?);
    let ends_in = |known: &[&str]| known.iter().any(|word| ends_with(label, word));
    let is_of_password = ends_in(PASSWORD);
    if !is_of_password && !ends_in(TOKEN) {
        return None;
    }
    let mut words = after.split_whitespace();
    let value = bare(words.next()?);
    let is_last = words.next().is_none();
    if is_of_password {
        let is_one = value.len() >= 6 && !is_placeholder(value) && (is_last || mixed(value));
        return is_one.then(|| secret("a password", value));
    }
    let is_one = value.len() >= 12 && mixed(value) && !is_placeholder(value);
    is_one.then(|| secret("a token", value))
}

/// Whether a word ends in one of small ASCII letters, in whatever case it is written.
fn ends_with(word: &str, end: &str) -> bool {
    let begin = word.len().checked_sub(end.len());
    begin.is_some_and(|begin| word.as_bytes()[begin..].eq_ignore_ascii_case(end.as_bytes()))
}

/// A word without the quotes and stops around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| "\"'`,;()[]{}".contains(character)).trim_end_matches('.')
}

/// Letters and, among them, a digit or a sign, as prose has them nowhere.
fn mixed(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && word.chars().any(|c| c.is_ascii_digit() || "!$%&#+=^~".contains(c))
}

/// What stands where a secret would: a variable, stars, a place to look it up, a word for none.
fn is_placeholder(value: &str) -> bool {
    let begins = ["${", "$(", "{{", "<", "%", "vault:", "op://", "http://", "https://", "env:", "sha256"];
    let mut letters = value.chars();
    let first = letters.next();
    begins.iter().any(|begin| value.starts_with(begin))
        || value.starts_with('$') && value.chars().skip(1).all(|c| c.is_ascii_uppercase() || c == '_')
        || letters.all(|letter| Some(letter) == first)
        || NONE.contains(&value.to_lowercase().as_str())
}

fn secret(kind: &'static str, words: &str) -> Secret {
    Secret { kind, length: words.chars().count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let said = of("text", text);
        said.iter().map(|secret| format!("{} of {}", secret.kind, secret.length)).collect::<Vec<_>>().join(", ")
    }

    /// Put together here, so that no scanner takes this file for what it looks for.
    fn long(begin: &str, length: usize) -> String {
        format!("{begin}{}", "Ab3".repeat(length)[..length].to_owned())
    }

    #[test]
    fn tokens_are_known_by_their_form() {
        for (text, kind) in [
            (format!("key {} in the safe", long("AKIA", 16).to_uppercase()), "an AWS access key of 20"),
            (format!("`{}`", long("ghp_", 36)), "a GitHub token of 40"),
            (long("github_pat_", 60), "a GitHub token of 71"),
            (long("xoxb-", 40), "a Slack token of 45"),
            (format!("maps={}", long("AIza", 35)), "a Google API key of 39"),
            (format!("{}.{}.{}", long("eyJ", 20), long("eyJ", 30), long("", 43)), "a JSON web token of 101"),
            (format!("Authorization: Bearer {}", long("", 32)), "a bearer token of 32"),
            ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n".into(), "a private key of 4"),
            ("postgres://app:s3cr3t!@db.example:5432/x".into(), "a password in an address of 7"),
        ] {
            assert_eq!(found(&text), kind, "{kind}");
        }
    }

    #[test]
    fn a_password_is_what_follows_the_word_for_one() {
        for text in ["password: hunter2", "wifi\nPasswort = Sommer2026!", "the passwd=\"hunter2\", he says"] {
            assert!(found(text).starts_with("a password of "), "{text}");
        }
        assert_eq!(found("password: sommerfest"), "a password of 10");
        assert_eq!(found("api_key=8f14e45fceea167a"), "a token of 16");
        assert_eq!(of("extra.wifi_password", "sommerfest").len(), 1);
    }

    #[test]
    fn prose_digests_and_placeholders_are_none() {
        for text in [
            "password: see the safe in the office",
            "the password: Priya has it",
            "Passwort: unknown",
            "password: ${DB_PASSWORD}",
            "password: ********",
            "token: one per shift",
            "secret: the sponsor leaves in May",
            "postgres://app:***@db.example/x, postgres://db.example/x",
            "ssh://git@github.example/a/b, see https://x.example/a:b@c",
            "61eed761c5af8312ba51968ade6d6d48feb4519c9328ad3e4046d55fec68fe4d",
            "the bearer of the letter knows 2026 better than anyone else",
            "sk-eletons, task-force and risk-management-and-all-that-goes-with-it-in-writing",
            "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }
}
