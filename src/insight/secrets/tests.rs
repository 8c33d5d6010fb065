use super::*;

fn found(text: &str) -> String {
    let found = of("text", text);
    found.iter().map(|secret| format!("{} of {}", secret.kind, secret.length)).collect::<Vec<_>>().join(", ")
}

/// Assembled here, so that no scanner reports this file.
fn long(begin: &str, length: usize) -> String {
    format!("{begin}{}", "Ab3".repeat(length)[..length].to_owned())
}

#[test]
fn every_label_has_a_beginning_that_is_looked_for() {
    let mut labels = labelled::PASSWORDS.iter().chain(&labelled::TOKENS);
    assert_eq!(labels.find(|label| !labelled::may_have_label(label)), None);
}

#[test]
fn tokens_are_known_by_their_form() {
    for (text, kind) in [
        (format!("`{}`", long("ghp_", 36)), "a GitHub token of 40"),
        (format!("{}.{}.{}", long("eyJ", 20), long("eyJ", 30), long("", 43)), "a JSON web token of 101"),
        (format!("Authorization: Bearer {}", long("", 32)), "a bearer token of 32"),
        (format!("https://hooks.slack.com/services/{}", long("T0B1/", 40)), "a Slack webhook of 70"),
        (format!("bot 123456789:A{}", long("", 34)), "a Telegram token of 45"),
        (format!("{}8Q~{}", "aB3", long("", 34)), "an Azure client secret of 40"),
        (format!("\u{201e}{}.\u{201c}", long("SG.", 66)), "a SendGrid key of 69"),
        ("Visa 4242 4242".to_owned() + " 4242 4242", "a card number of 19"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n".into(), "a private key of 4"),
        ("postgres://app:s3cr3t!@db.example:5432/x".into(), "a password in an address of 7"),
    ] {
        assert_eq!(found(&text), kind, "{kind}");
    }
}

#[test]
fn every_word_for_one_is_known() {
    for word in "password passwd passphrase passwort kennwort pwd pw".split(' ') {
        assert_eq!(found(&format!("{word}: hunter2")), "a password of 7", "{word}");
    }
    let words = "secret|secret_key|secret-key|secret key|secretkey|token|api_key|api-key|api key|apikey|access_key|\
                 access-key|access key|accesskey|account_key|accountkey|private_key|privatekey";
    for word in words.split('|') {
        assert_eq!(found(&format!("{word}: 8f14e45fceea167a")), "a token of 16", "{word}");
    }
}

#[test]
fn a_password_is_what_follows_the_word_for_one() {
    for (text, kind) in [
        ("password: hunter2", "a password of 7"),
        ("password: sommerfest", "a password of 10"),
        ("wifi\nPasswort = Sommer2026!", "a password of 11"),
        ("the passwd=\"hunter2\", he says", "a password of 7"),
        ("the password is Winter2026!", "a password of 11"),
        ("Das Passwort lautet Winter2026!, bitte nicht weitergeben", "a password of 11"),
        ("Password 'Winter2026!' works", "a password of 11"),
        ("password Winter2026! works", "a password of 11"),
        ("wifi_pw=sommerfest", "a password of 10"),
        ("Server=db;Password=s3cr3t!;Encrypt=yes", "a password of 7"),
        ("api_key=8f14e45fceea167a", "a token of 16"),
    ] {
        assert_eq!(found(text), kind, "{text}");
    }
    assert_eq!(of("extra.wifi_password", "sommerfest").len(), 1);
}

#[test]
fn prose_digests_placeholders_and_words_about_passwords_are_none() {
    let prose = r"
        password: see the safe in the office | the password: Priya has it | Passwort: unknown | Password: unknown!
        password: ${DB_PASSWORD} | password: ******** | token: one per shift | secret: the sponsor leaves in May
        postgres://app:***@db.example/x, postgres://db.example/x
        ssh://git@github.example/a/b, see https://x.example/a:b@c
        61eed761c5af8312ba51968ade6d6d48feb4519c9328ad3e4046d55fec68fe4d
        the bearer of the letter knows 2026 better than anyone else
        sk-eletons, task-force and risk-management-and-all-that-goes-with-it-in-writing
        xoxb-tokens-are-for-bots-only and glpat-tokens-run-out-after-a-year-or-less
        hf_transformers_model_name_of_the_year, npm_install_runs_first_and_then_the_build_2
        ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx and sk_live_****************
        https://x.example/blob/61eed761c5af8312ba51968ade6d6d48feb4519c/a.rs?sha=61eed761c5af8312ba51968ade6d6d48
        sha256-Y0Sn6BB4fX0eKkjNv7RFkgcSlX3cYtLjyQYLmXmGm3M= and e9b1c1f0-7a3b-4f58-9d3e-2f1c5a7b9d10
        see hooks.slack.com/services/ for the form, and docs/discord.com/api/webhooks/readme
        KL2041 leaves at 10:15, order 4500012345, +49 171 1234567, DE89 3704 0044 0532 0130 00
        the password is changed every month | the password is unknown! | the password is 12 characters long
        the password is the sponsor's own since 2026-03-12 | das Passwort ist seit 2026-03-12 geändert
        the password is ISO27001-compliant and SHA256-hashed | password reset by Priya on 2026-03-12
        Password policy v2.1/2026 is signed | the password 'see the safe' is a joke | pw: see the safe | pw: ask Priya
        add the `passwd` ([#4222](https://x.example/4222)) field, and password #4222/b | the kpw: see annex 3
        password: 1Password vault Harbor | password_file: /etc/harbor2/password.txt
        token ring of 1987, token-based access, tokens: 4096 a request | the token harbor-search-2026-final-review
        token budget 128000 and 4096 tokens out | the secret of their success: 2026 was a good year
        the access key is with the porter, key 14 | access_key: in the vault, ask Tomasz | secret sauce: OCR2Text
        the token https://x.example/Abc123Abc123Abc123 tells | the private key stays on their HSM-4000 for good
    ";
    let prose = prose.trim().lines().flat_map(|line| line.trim().split(" | "));
    for text in prose.chain(["-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"]) {
        assert_eq!(found(text), "", "{text}");
    }
}

#[test]
fn keys_of_clouds_and_chats_are_known() {
    let key = format!("wJalr{}/K7{}", "XUtnFEMI", "MDENGbPxRfiCYEXAMPLEKEY");
    let hex = "8f14e45fceea167a".repeat(3)[..40].to_owned();
    let pgp = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY\n-----END PGP PRIVATE KEY BLOCK-----";
    for (text, kind) in [
        (format!("SECRET_KEY={key}"), "a token of 39"),
        (format!("export AWS_SECRET_ACCESS_KEY {key}"), "a token of 39"),
        (format!("AccountName=harbor;AccountKey={}==;EndpointSuffix=x.example", long("", 86)), "a token of 88"),
        (format!("Endpoint=sb://x.example/;SharedAccessKey={}=", long("", 43)), "a token of 44"),
        (format!("{}-{}", long("xapp-1-", 12), long("", 40)), "a Slack token of 60"),
        (format!("the token {hex} opens it"), "a token of 40"),
        (pgp.into(), "a private key of 4"),
    ] {
        assert_eq!(found(&text), kind, "{text}");
    }
}

#[test]
fn of_several_each_is_found() {
    let text = format!("password: hunter2\nand the key {}\npw: hunter3", long("AKIA", 16).to_uppercase());
    assert_eq!(found(&text), "a password of 7, an AWS access key of 20, a password of 7");
}

#[test]
fn a_masked_text_says_what_stood_there_and_nothing_of_it() {
    let token = long("ghp_", 36);
    assert_eq!(masked("no secret here"), "no secret here");
    assert_eq!(
        masked(&format!("rotate {token} and `password: hunter2`")),
        "rotate [a GitHub token of 40 characters] and `password: [a password of 7 characters]`"
    );
    assert_eq!(masked(&format!("a,{token},{token};b")).matches("[a GitHub token of 40 characters]").count(), 2);
    assert_eq!(masked("-----BEGIN PRIVATE KEY-----"), "-----BEGIN PRIVATE KEY-----[a private key]");
    assert_eq!(without("password: hunter2secret99"), "password:  ");
}
