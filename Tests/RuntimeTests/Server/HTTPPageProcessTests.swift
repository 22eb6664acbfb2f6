import Foundation
import Testing

@testable import KassaServer

/// What docs/http.md says, and what a till without a browser pays for it.
@Suite(.timeLimit(.minutes(3))) struct HTTPPageProcessTests {
  private func page() throws -> String {
    try String(
      contentsOf: TillProcess.root.appendingPathComponent("docs/http.md"), encoding: .utf8)
  }

  @Test func `its conversation by curl sells`() throws {
    let folder = try TestFolder()
    let added = try CommandRun([
      "terminals", "add", "--provider", "standalone", "--mark", "--store", TillProcess.cafe,
      "--data", folder.path,
    ])
    try #require(added.code == 0)
    let till = try ServedTill(data: folder.path)
    let token = try String(contentsOfFile: folder.path + "/program.token", encoding: .utf8)
    let conversation = try #require(
      try page().components(separatedBy: "```sh\n").last?.components(separatedBy: "```").first)
    // The stream in the background ends with the conversation, else the test would wait for it.
    let script =
      "trap 'kill -KILL $(jobs -p)' EXIT\nset -eu\ntill=\(till.origin)\ntoken=\(token)\n"
      + conversation
    let run = try CommandRun(
      "/usr/bin/timeout", ["60", "bash", "-c", script], in: folder.path)
    #expect(run.code == 0)
    let replies = run.output.split(separator: "\n").map(String.init)
    #expect(replies.dropLast() == Array(repeating: "{\"taken\":true}", count: 7)[...])
    #expect(replies.last?.contains("\"code\":\"stale_number\"") == true)
    let events = try String(contentsOfFile: folder.path + "/events.txt", encoding: .utf8)
    #expect(events.contains("\"kind\":\"receipt\""))
  }

  @Test func `it lists every call and every refusal of the server's own`() throws {
    let page = try page()
    for word in [
      "session", "devices", "events", "answers", "scans", "acknowledged", "goods", "till/take",
      "customer/events",
    ] { #expect(page.contains(word)) }
    for code in [
      "shape", "not_json", "not_let_in", "code_wrong", "origin", "token", "not_found", "too_large",
      "type", "not_working", "no_stream", "too_early", "host", "too_many", "wait", "closing",
    ] { #expect(page.contains("`\(code)`"), "\(code)") }
  }

  @Test func `what a page loads it asks for once, and the page itself each time`() throws {
    let folder = try TestFolder()
    let till = try ServedTill(data: folder.path)
    for path in ["/", "/customer"] {
      let page = try till.send("GET", path)
      #expect(page.headers["cache-control"] == "no-cache")
      let named = page.body.matches(of: /(?:href|src)="(\/page\/([0-9a-f]{8})\/[^"]+)"/)
      #expect(named.count > 10)
      for each in named {
        let file = try till.send("GET", String(each.1))
        #expect(file.status == 200, "\(each.1)")
        #expect(file.headers["cache-control"] == "max-age=31536000, immutable")
      }
      // Another build is another page, whichever of its files has changed.
      #expect(page.headers["etag"] == "\"\(try #require(named.first).2)\"")
    }
    #expect(try till.send("GET", "/page/00000000/till.js").status == 404)
    #expect(try till.send("GET", "/page/till.js").headers["cache-control"] == "no-cache")
  }

  @Test func `a till without a browser links no server`() throws {
    func holds(_ name: String, _ program: URL) throws -> Bool {
      try Data(contentsOf: program, options: .alwaysMapped)
        .range(of: Data(name.utf8)) != nil
    }
    for name in ["$s11Hummingbird", "$s8NIOPosix"] {
      #expect(try holds(name, ServedTill.binary))
      #expect(try !holds(name, TillProcess.binary))
    }
  }

  @Test func `the page with its fonts is no more than 150 kB as it is served`() {
    // The customer's page is another one, and loads what bears its name beside much of the rest.
    let files = PageFile.packed().filter { !$0.path.contains("customer") }
    #expect(files.count > 50)
    #expect(files.map(\.bytes.count).reduce(0, +) <= 150_000)
  }

  @Test(arguments: [
    ("127.0.0.1:8080", true), ("127.1.2.3:1", true), ("localhost:0", true), ("[::1]:80", true),
    ("0.0.0.0:8080", false), ("127.0.0.1.evil.example:80", false), ("192.168.0.1:80", false),
    ("[::]:80", false), ("till.local:80", false), ("1270.0.0.1:80", false),
  ])
  func `only this machine's addresses are its own`(text: String, isLoopback: Bool) throws {
    #expect(try #require(ListenAddress(text)).isLoopback == isLoopback)
  }

  @Test(arguments: ["", "8080", "127.0.0.1", "::1:80", "a b:80", "127.0.0.1:70000", "[::1]", ":80"])
  func `what is no address is none`(text: String) {
    #expect(ListenAddress(text) == nil)
  }
}
