import Foundation
import Testing

/// Who gets in at a till in a browser, and what anybody else sees of it.
@Suite(.timeLimit(.minutes(3))) struct AdmissionProcessTests {
  private let folder: TestFolder
  private let till: ServedTill

  init() throws {
    folder = try TestFolder()
    till = try ServedTill(data: folder.path)
  }

  @Test func `a browser that was not let in sees the page and nothing of the till`() throws {
    for path in ["/", "/customer"] {
      let page = try till.send("GET", path)
      #expect(page.status == 200)
      #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
      #expect(!page.body.contains("Анна"))
    }
    for path in ["session", "events?client=a", "customer/events?client=a", "goods?text=a"] {
      let reply = try till.send("GET", "/api/1/" + path)
      #expect(reply.status == 401 && reply.code == "not_let_in", "\(path)")
    }
    for path in ["answers", "scans", "acknowledged", "till/take"] {
      let body: [String: Any] = ["n": 3, "answer": "Анна", "key": "1"]
      let reply = try till.send("POST", "/api/1/" + path, body, ["Origin": till.origin])
      #expect(reply.status == 401 && reply.code == "not_let_in", "\(path)")
    }
  }

  @Test func `a code lets one browser in, once`() throws {
    let tablet = try till.letIn()
    let session = try tablet.get("session")
    #expect(session.status == 200)
    #expect((session.json["device"] as? [String: Any])?["name"] as? String == "Планшет")
    let again = try till.send(
      "POST", "/api/1/devices", ["code": till.code, "name": "B"], ["Origin": till.origin])
    #expect(again.status == 403 && again.code == "code_wrong")
    #expect(again.headers["set-cookie"] == nil)
    _ = try till.letIn(by: try till.newCode())
  }

  @Test func `the cookie is out of reach of scripts and other sites, and named by its port`() throws
  {
    let reply = try till.send(
      "POST", "/api/1/devices", ["code": till.code, "name": "A"], ["Origin": till.origin])
    let cookie = try #require(reply.headers["set-cookie"])
    #expect(cookie.hasPrefix("kassa-\(till.port)="))
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    let value = try #require(cookie.split(separator: ";").first?.split(separator: "=").last)
    let kept = try String(contentsOfFile: folder.path + "/browsers.json", encoding: .utf8)
    #expect(!kept.contains(value))
    let rights = try FileManager.default.attributesOfItem(atPath: folder.path + "/browsers.json")
    #expect(rights[.posixPermissions] as? Int == 0o600)
  }

  @Test func `wrong codes are waited for, the right one too`() throws {
    var codes: [String?] = []
    for guess in 0..<6 {
      codes.append(
        try till.send(
          "POST", "/api/1/devices", ["code": "00000\(guess)", "name": "X"],
          ["Origin": till.origin]
        ).code)
    }
    // After a start the first one costs a wait.
    #expect(codes == ["code_wrong"] + Array(repeating: "wait", count: 5))
    #expect(throws: ServedTill.Refused.self) { try till.letIn() }
    Thread.sleep(forTimeInterval: 2.2)
    _ = try till.letIn()
  }

  @Test func `a browser that is put out sees nothing any more`() throws {
    let tablet = try till.letIn()
    try tablet.open()
    #expect(try tablet.prompt().id == "sign_in.name")
    let listed = try CommandRun(["devices", "list", "--data", folder.path]).output
    let id = String(try #require(listed.split(separator: " ").first))
    #expect(listed.contains("Планшет"))
    #expect(try CommandRun(["devices", "out", id, "--data", folder.path]).code == 0)
    #expect(try tablet.get("session").status == 401)
    #expect(try tablet.answer(3, "Анна").status == 401)
    // The stream that was open ends at once.
    let start = ContinuousClock.now
    #expect(throws: WebConnection.Gone.self) {
      while true { _ = try tablet.event() }
    }
    #expect(start.duration(to: .now) < .seconds(2.5))
    #expect(try CommandRun(["devices", "out", id, "--data", folder.path]).code == 2)
  }

  @Test func `while nobody can be told apart nobody stays, and the log says why`() throws {
    let tablet = try till.letIn()
    try tablet.open()
    #expect(try tablet.prompt().id == "sign_in.name")
    let path = folder.path + "/browsers.json"
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    try write("{", to: path)
    #expect(throws: WebConnection.Gone.self) {
      while true { _ = try tablet.event() }
    }
    #expect(try tablet.get("session").code == "devices")
    let log = try String(contentsOfFile: folder.path + "/kassa.log", encoding: .utf8)
    #expect(log.contains("browsers.json» can't be read"))
    // Once it can be read again, who was let in is.
    try write(kept, to: path)
    try tablet.open()
    #expect(try tablet.prompt().id == "sign_in.name")
  }

  @Test func `who was let in is let in after a restart`() throws {
    let tablet = try till.letIn()
    till.kill()
    let again = try ServedTill(
      data: folder.path, options: ["--listen", "127.0.0.1:\(till.port)"])
    let returned = Visitor(again, headers: tablet.headers)
    let session = try returned.get("session")
    #expect(session.status == 200)
    // Its token was the dead process's: the page asks for the session anew.
    #expect(session.json["token"] as? String != tablet.headers["X-Kassa-Token"])
  }

  @Test func `a program of the till's owner is known by a file that only its owner reads`() throws {
    #expect(try till.program().get("session").status == 200)
    let rights = try FileManager.default.attributesOfItem(atPath: folder.path + "/program.token")
    #expect(rights[.posixPermissions] as? Int == 0o600)
    let stranger = Visitor(till, headers: ["Authorization": "Bearer 00"])
    #expect(try stranger.get("session").status == 401)
  }
}
