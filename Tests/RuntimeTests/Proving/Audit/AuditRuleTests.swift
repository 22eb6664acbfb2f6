import Foundation
import GRDB
import Testing

@testable import KassaEmulators
@testable import KassaProving
@testable import KassaRuntime

/// The audit finds what it is there to find: each rule in a journal that keeps its chain and breaks it.
@Suite struct AuditRuleTests {
  /// Two receipts in cash and one by card in a shift that is closed then.
  private static let sales =
    Story.start + [
      "sale: pay.cash", "payment.cash: 199.50", Story.coffee, "sale: pay.card",
      "charge.window: approved", Story.coffee, "sale: pay.cash", "payment.cash: 200",
      "payment.change: ok", "sale: shift", "shift.close: yes",
    ]

  private static func played() async throws -> Story {
    let story = try Story()
    let scene = try await story.play(sales)
    #expect(scene.documents.count == 3 && scene.state.shift == nil, "\(scene.stands)")
    return story
  }

  /// What the audit says of the story's files after `change` was done to each entry; nil for nothing.
  private func verdict(
    _ change: (_ kind: String, _ body: inout JSON) -> Void = { _, _ in }
  ) async throws -> String? {
    let story = try await Self.played()
    try Forger(story.data).rewrite(change)
    var audit = Audit()
    do { try audit.check(story.data, shown: [], paper: [], taken: [:]) } catch {
      return try #require(error as? Violation).rule
    }
    return nil
  }

  @Test func `finds nothing in what a till wrote`() async throws {
    #expect(try await verdict() == nil)
  }

  @Test func `a second document since somebody answered`() async throws {
    var documents = 0
    let found = try await verdict { kind, body in
      if body.holds("printed") { documents += 1 }
      if kind == "step", documents == 2 { body["step"]["taken"].remove("answer", "answered") }
    }
    #expect(found == "document without a human answer")
  }

  @Test func `a document before anybody answered`() async throws {
    let found = try await verdict { kind, body in
      if kind == "step" { body["step"]["taken"].remove("answer", "answered") }
    }
    #expect(found == "document without a human answer")
  }

  /// What is evidence about money, as if a script had said it.
  @Test(arguments: ["cashReceived", "outcome"])
  func `evidence that a script gave`(name: String) async throws {
    let found = try await verdict { kind, body in
      guard kind == "step", body.holds(name) else { return }
      let given = body["step"]["taken"]["answered"]
      body["step"]["taken"]["changes"] = given
      body["step"]["taken"].remove("answered")
    }
    #expect(found == "evidence without an answer")
  }

  @Test(arguments: ["cashReceived", "outcome"])
  func `evidence that nobody gave`(name: String) async throws {
    let found = try await verdict { kind, body in
      if kind == "step", body.holds(name) { body["step"]["taken"].remove("answer") }
    }
    #expect(found == "evidence without an answer")
  }

  /// Which figure of a closing report is another one.
  @Test(arguments: ["receipts", "totals", "cashless", "terminals"])
  func `a report whose figures are not its documents'`(figure: String) async throws {
    let found = try await verdict { _, body in
      guard body.holds("shiftClosed") else { return }
      body.each("figures") { figures in
        switch figure {
        case "receipts": figures["receipts"].add(1)
        case "totals": figures["totals"][0]["total"].add(1)
        case "cashless": figures["totals"][0]["payments"]["cashless"].add(1)
        default: figures["terminals"][0]["total"].add(1)
        }
      }
    }
    #expect(found == "shift totals", "\(figure)")
  }
}

/// Rewrites a journal so that its chain of hashes holds again.
private struct Forger {
  let database: DatabaseQueue

  init(_ folder: String) throws { database = try DatabaseQueue(path: folder + "/journal.sqlite") }

  func rewrite(_ change: (_ kind: String, _ body: inout JSON) -> Void) throws {
    try database.write { database in
      var head = [UInt8](repeating: 0, count: 32)
      let rows = try Row.fetchAll(
        database, sql: "SELECT number, kind, at, body FROM entry ORDER BY number")
      for row in rows {
        let (number, kind, at): (Int, String, Int64) = (row["number"], row["kind"], row["at"])
        let before: Data = row["body"]
        var body = JSON(try JSONSerialization.jsonObject(with: before))
        change(kind, &body)
        let text = try JSONSerialization.data(withJSONObject: body.value, options: .sortedKeys)
        head = JournalRow.link(number, at, kind, text, after: head)
        try database.execute(
          sql: "UPDATE entry SET body = ?, hash = ? WHERE number = ?",
          arguments: [text, Data(head), number])
      }
    }
  }
}

/// JSON that is changed in place.
private struct JSON {
  var value: Any

  init(_ value: Any?) { self.value = value ?? NSNull() }

  subscript(key: String) -> JSON {
    get { JSON((value as? [String: Any])?[key]) }
    set {
      guard var fields = value as? [String: Any] else { return }
      fields[key] = newValue.value
      value = fields
    }
  }

  subscript(index: Int) -> JSON {
    get { JSON((value as? [Any])?[index]) }
    set {
      guard var items = value as? [Any] else { return }
      items[index] = newValue.value
      value = items
    }
  }

  mutating func remove(_ keys: String...) {
    guard var fields = value as? [String: Any] else { return }
    for key in keys { fields[key] = nil }
    value = fields
  }

  mutating func add(_ number: Int) { value = (value as? Int ?? 0) + number }

  /// Whether a key of that name stands anywhere in it.
  func holds(_ key: String) -> Bool {
    var found = false
    var copy = self
    copy.each(key) { _ in found = true }
    return found
  }

  /// Changes what stands under each key of that name, wherever it is.
  mutating func each(_ key: String, _ change: (inout JSON) -> Void) {
    if var fields = value as? [String: Any] {
      for (name, field) in fields {
        var field = JSON(field)
        if name == key { change(&field) } else { field.each(key, change) }
        fields[name] = field.value
      }
      value = fields
    } else if var items = value as? [Any] {
      for index in items.indices {
        var item = JSON(items[index])
        item.each(key, change)
        items[index] = item.value
      }
      value = items
    }
  }
}
