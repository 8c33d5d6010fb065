//! `engage agent mcp`: a server of the Model Context Protocol on standard input and output, one JSON-RPC message a line.
//!
//! Knows the protocol; what the tools are and how a call becomes a command line stands in `tools`.

mod tools;

use std::io;

use clap::Command;

use super::guide::GUIDE;
use super::prelude_below::*;
use crate::model::text::visible_json;
use tools::Tool;

/// The versions of the protocol that it speaks, the newest last.
const VERSIONS: [&str; 4] = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

/// An error of JSON-RPC: its code and message.
type RpcError = (i32, String);

const PARSE_ERROR: i32 = -32700;
const INVALID_REQUEST: i32 = -32600;
const METHOD_NOT_FOUND: i32 = -32601;
const INVALID_PARAMS: i32 = -32602;

/// Answers the messages of a client until its input ends. `run` runs a command line, and returns its envelope and
/// whether it succeeded.
///
/// # Errors
/// Returns an error if the input cannot be read or the output cannot be written.
pub fn serve(
    program: &Command,
    messages: impl Iterator<Item = io::Result<String>>,
    mut send: impl FnMut(&str) -> io::Result<()>,
    run: impl Fn(Vec<String>) -> (Value, bool),
) -> io::Result<()> {
    let tools = tools::all(program);
    for message in messages {
        if let Some(answer) = answer(&message?, &tools, &run) {
            send(&format!("{answer}\n"))?;
        }
    }
    Ok(())
}

/// The answer to a message; none to a notification, an answer or a blank line.
fn answer(message: &str, tools: &[Tool], run: &impl Fn(Vec<String>) -> (Value, bool)) -> Option<Value> {
    if message.trim().is_empty() {
        return None;
    }
    let request: Value = match serde_json::from_str(message) {
        Ok(request) => request,
        Err(error) => return Some(failed(&Value::Null, &(PARSE_ERROR, format!("not valid JSON: {error}")))),
    };
    let id = request.get("id");
    let Some(method) = request.get("method").and_then(Value::as_str) else {
        let is_answer = id.is_some() && (request.get("result").is_some() || request.get("error").is_some());
        let error = (INVALID_REQUEST, "a request needs a `method`; several at once are not supported".to_owned());
        return (!is_answer).then(|| failed(id.unwrap_or(&Value::Null), &error));
    };
    let id = id?;
    let params = request.get("params").unwrap_or(&Value::Null);
    Some(match result(method, params, tools, run) {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(error) => failed(id, &error),
    })
}

fn failed(id: &Value, (code, message): &RpcError) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}

fn result(
    method: &str,
    params: &Value,
    tools: &[Tool],
    run: &impl Fn(Vec<String>) -> (Value, bool),
) -> Result<Value, RpcError> {
    match method {
        "initialize" => Ok(initialized(params)),
        "ping" => Ok(json!({})),
        "tools/list" => Ok(json!({ "tools": tools.iter().map(Tool::data).collect::<Vec<_>>() })),
        "tools/call" => called(params, tools, run).map_err(|message| (INVALID_PARAMS, message)),
        other => Err((METHOD_NOT_FOUND, format!("unknown method `{other}`"))),
    }
}

fn initialized(params: &Value) -> Value {
    let asked = params["protocolVersion"].as_str();
    let version = VERSIONS.iter().find(|version| Some(**version) == asked).unwrap_or(&VERSIONS[VERSIONS.len() - 1]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": {} },
        "serverInfo": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "instructions": GUIDE,
    })
}

/// Runs the command of a tool. Arguments that fit no command are an answer of the tool, which a model can correct.
fn called(params: &Value, tools: &[Tool], run: &impl Fn(Vec<String>) -> (Value, bool)) -> Result<Value, String> {
    let name = params["name"].as_str().unwrap_or_default();
    let names = || or_list(tools.iter().map(|tool| tool.name));
    let tool = tools.iter().find(|tool| tool.name == name);
    let tool = tool.ok_or_else(|| format!("unknown tool `{name}`; the tools are {}", names()))?;
    let (text, data, is_done) = match tool.line(&params["arguments"]) {
        Ok(line) => {
            let (envelope, is_done) = run(line);
            (visible_json(&envelope.to_string()).into_owned(), Some(envelope), is_done)
        }
        Err(why) => (why, None, false),
    };
    let mut result = json!({ "content": [{ "type": "text", "text": text }], "isError": !is_done });
    if let Some(data) = data {
        result["structuredContent"] = data;
    }
    Ok(result)
}

#[cfg(test)]
mod tests;
