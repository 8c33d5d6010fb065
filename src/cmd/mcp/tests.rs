use super::*;

fn program() -> Command {
    let mut program = crate::cmd::command_tree();
    program.build();
    program
}

/// The answers to some messages; a command that is run answers with its line.
fn session(messages: &[Value]) -> Vec<Value> {
    let (program, mut sent) = (program(), vec![]);
    let messages = messages.iter().map(|message| Ok(message.as_str().map_or(message.to_string(), str::to_owned)));
    let send = |text: &str| {
        sent.push(serde_json::from_str(text).unwrap());
        Ok(())
    };
    serve(&program, messages, send, |line| (json!({ "line": line }), line[0] != "judge")).unwrap();
    sent
}

fn call(name: &str, arguments: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": name, "arguments": arguments } })
}

#[test]
fn the_version_that_the_client_asks_for_is_spoken_or_else_the_newest() {
    let ask = |version| json!({ "id": "a", "method": "initialize", "params": { "protocolVersion": version } });
    let answers = session(&[ask("2025-03-26"), ask("2099-01-01")]);
    let versions: Vec<_> = answers.iter().map(|answer| answer["result"]["protocolVersion"].as_str().unwrap()).collect();
    assert_eq!(versions, ["2025-03-26", "2025-11-25"]);
    assert_eq!(answers[0]["id"], "a");
}

#[test]
fn what_is_no_request_gets_the_error_of_json_rpc_and_a_notification_no_answer() {
    let answers = session(&[
        json!("{"),
        json!([]),
        json!({ "id": 1, "method": "resources/list" }),
        json!({ "method": "notifications/initialized" }),
        json!({ "id": 2, "result": {} }),
        json!(" "),
        call("nope", &json!({})),
        json!({ "id": 3, "method": "ping" }),
    ]);
    let codes: Vec<_> = answers.iter().map(|answer| answer["error"]["code"].as_i64()).collect();
    assert_eq!(codes, [Some(-32700), Some(-32600), Some(-32601), Some(-32602), None]);
}

#[test]
fn every_tool_is_listed_and_those_that_write_take_dry_run() {
    let answers = session(&[json!({ "id": 1, "method": "tools/list" })]);
    let tools = answers[0]["result"]["tools"].as_array().unwrap();
    let writes = |tool: &Value| tool["inputSchema"]["properties"].get("dry_run").is_some();
    let names = |which: bool| {
        let of = tools.iter().filter(|tool| writes(tool) == which);
        of.map(|tool| tool["name"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(false), "status show recall check report");
    assert_eq!(names(true), "set add debrief advance judge");
    for tool in tools {
        assert_eq!(tool["annotations"]["readOnlyHint"], !writes(tool));
        let properties = tool["inputSchema"]["properties"].as_object().unwrap();
        assert!(properties.values().all(|property| property["description"].is_string()), "{tool:#}");
    }
    let listed: usize = tools.iter().map(|tool| tool["inputSchema"]["properties"].as_object().unwrap().len()).sum();
    let expected: usize = tools::TOOLS.iter().map(|(_, properties)| properties.split(' ').count()).sum();
    assert_eq!(listed, expected + 3, "a property without an argument is left out");
}

#[test]
fn a_call_becomes_a_command_line() {
    for (name, arguments, expected) in [
        ("status", json!({ "engagement": "dock" }), "status --engagement=dock"),
        ("check", json!({ "engagement": ["a", "b"], "all": true }), "check --engagement=a --engagement=b --all"),
        ("set", json!({ "in": "goals/x", "changes": ["a=1", "-b"] }), "set --in=goals/x -- a=1 -b"),
        ("judge", json!({ "verdict": "met", "goal": "x", "actual": 9.5 }), "judge --actual=9.5 -- x met"),
        ("report", json!({ "document": "brief", "engagement": "x" }), "report --engagement=x --output=- -- brief"),
        ("advance", json!({ "dry_run": false, "to": "dev" }), "advance --to=dev"),
        (
            "add",
            json!({ "text": "Ana", "fields": { "role": ["ACR", "CSR"] }, "kind": "person", "dry_run": true }),
            "add person --role=ACR --role=CSR --dry-run -- Ana",
        ),
    ] {
        let answers = session(&[call(name, &arguments)]);
        let line = &answers[0]["result"]["structuredContent"]["line"];
        let line: Vec<_> = line.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        assert_eq!(line.join(" "), expected);
        assert_eq!(answers[0]["result"]["isError"], name == "judge", "{name}");
    }
}

#[test]
fn arguments_that_fit_no_command_are_named() {
    for (arguments, expected) in [
        (json!({ "change": "a=1" }), "unknown argument `change`; set takes changes, in, engagement, date and dry_run"),
        (json!({ "changes": ["a=-"] }), "`changes`: `a=-` would read standard input; give the text itself"),
        (json!({ "changes": [true] }), "`changes` must be text or a list of texts"),
        (json!({ "dry_run": "yes" }), "`dry_run` must be true or false"),
    ] {
        let answers = session(&[call("set", &arguments)]);
        assert_eq!(answers[0]["result"]["content"][0]["text"], expected);
        assert_eq!(answers[0]["result"]["isError"], true);
    }
    let answers = session(&[call("add", &json!({ "kind": "note", "fields": [] }))]);
    assert_eq!(answers[0]["result"]["content"][0]["text"], "`fields` must be an object");
}

#[test]
fn the_guide_is_short() {
    assert!(GUIDE.len() <= 2048, "{}", GUIDE.len());
}
