import Foundation
import Synchronization
import Testing

@testable import KassaRuntime

/// Which browsers are let in at a till, and by what.
@Suite struct BrowserDeskTests {
  private final class Time: Sendable {
    let now = Mutex(Moment(milliseconds: 1_795_000_000_000))
    func pass(minutes: Int64) {
      now.withLock { $0 = $0.adding(milliseconds: minutes * 60_000) }
    }
  }

  private let folder: TestFolder
  private let time = Time()
  private let desk: BrowserDesk

  init() throws {
    folder = try TestFolder()
    desk = BrowserDesk(folder: folder.path, clock: { [time] in time.now.withLock { $0 } })
  }

  @Test func `a code lets one browser in, whoever asks at the same time`() async throws {
    let code = try desk.newCode()
    #expect(code.count == 6 && code.allSatisfy(\.isNumber))
    let desk = desk
    let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
      for place in 0..<8 {
        group.addTask { try desk.admit(code: code, name: "\(place)") != nil }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(admitted == 1)
    #expect(try desk.browsers().count == 1)
  }

  @Test func `a code ends after ten minutes, and no clock makes it live longer`() throws {
    for minutes in [11, -60] as [Int64] {
      let code = try desk.newCode()
      time.pass(minutes: minutes)
      #expect(try desk.admit(code: code, name: "late") == nil)
    }
    let code = try desk.newCode()
    time.pass(minutes: 9)
    #expect(try desk.admit(code: code, name: "in time") != nil)
  }

  @Test func `a browser is known by its token until it is put out`() throws {
    let admitted = try #require(try desk.admit(code: try desk.newCode(), name: "Планшет"))
    let other = BrowserDesk(folder: folder.path)
    #expect(try other.browser(token: admitted.token) == admitted.browser)
    #expect(try other.browser(token: "") == nil)
    let kept = try String(contentsOfFile: folder.path + "/browsers.json", encoding: .utf8)
    #expect(!kept.contains(admitted.token))
    #expect(try desk.putOut(admitted.browser.id))
    #expect(try other.browser(token: admitted.token) == nil)
    #expect(try !desk.putOut(admitted.browser.id))
  }

  @Test func `a customer's screen stays one`() throws {
    let screen = try #require(
      try desk.admit(code: try desk.newCode(), name: "Покупатель", isCustomers: true))
    let known = try BrowserDesk(folder: folder.path).browser(token: screen.token)
    #expect(known?.isCustomers == true)
    let other = try #require(try desk.admit(code: try desk.newCode(), name: "Планшет"))
    #expect(try BrowserDesk(folder: folder.path).browser(token: other.token)?.isCustomers == false)
  }

  @Test func `a name is shown as it is, without what could be a card`() throws {
    let name = "A\u{1B}[2J 4111 1111 1111 1111" + String(repeating: "x", count: 200)
    let browser = try #require(try desk.admit(code: try desk.newCode(), name: name)).browser
    #expect(browser.name.count <= 64)
    #expect(!browser.name.contains("\u{1B}") && !browser.name.contains("4111"))
    #expect(try desk.admit(code: try desk.newCode(), name: "")?.browser.name == "?")
  }

  @Test func `one character without end is no name without end`() throws {
    let name = String(repeating: "\u{1100}", count: 21_835)
    #expect(name.count == 1)
    let browser = try #require(try desk.admit(code: try desk.newCode(), name: name)).browser
    #expect(browser.name.unicodeScalars.count == 64)
    #expect(try BrowserDesk(folder: folder.path).browsers() == [browser])
  }

  @Test(arguments: ["x\n2026-11-30 15:00  deadbeef  Касса", "a\r\nb", "a\u{2028}b\u{85}c"])
  func `a name is on one line, as it is kept and as it is read`(name: String) throws {
    let browser = try #require(try desk.admit(code: try desk.newCode(), name: name)).browser
    #expect(browser.name.split(whereSeparator: \.isNewline).count == 1)
    try write(
      #"{"browsers":[{"id":"a","name":"b\nc","since":0,"token":"t"}],"codes":[]}"#,
      to: folder.path + "/browsers.json")
    #expect(try desk.browsers().first?.name == "b c")
  }

  @Test func `what could not be read back is not written`() throws {
    let id = String(repeating: "a", count: 65_400)
    try write(
      #"{"browsers":[{"id":"\#(id)","name":"A","since":0,"token":"t"}],"codes":[]}"#,
      to: folder.path + "/browsers.json")
    #expect(throws: BrowserDeskError.self) { try desk.newCode() }
    #expect(try desk.browsers().count == 1)
    #expect(try desk.putOut(id))
    _ = try desk.newCode()
  }

  @Test func `what can't be written changes nothing`() throws {
    struct Full: Error {}
    let admitted = try #require(try desk.admit(code: try desk.newCode(), name: "A"))
    let failing = BrowserDesk(
      folder: folder.path,
      seam: Seam { point in if point == .beforeCommit(store: "browsers") { throw Full() } })
    #expect(throws: BrowserDeskError.self) { try failing.newCode() }
    #expect(throws: BrowserDeskError.self) { try failing.putOut(admitted.browser.id) }
    #expect(try desk.browser(token: admitted.token) != nil)
  }

  @Test(arguments: ["", "{}", "{\"browsers\":1}", "{\"browsers\":[{}],\"codes\":[]}"])
  func `a file that is damaged lets nobody in`(text: String) throws {
    try write(text, to: folder.path + "/browsers.json")
    #expect(throws: BrowserDeskError.self) { try desk.browser(token: "x") }
    #expect(throws: BrowserDeskError.self) { try desk.admit(code: "123456", name: "x") }
  }
}
