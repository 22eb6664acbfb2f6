import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// Journals as the last build without points wrote them, in `BeforePoints`: each killed in an open flow.
///
/// A file there has of its bundle the store alone; `stock.json` is that build's stock library.
@Suite struct BeforePointsTests {
  struct Place: CustomTestStringConvertible, Sendable {
    let name: String
    /// How its flow goes on, and what it has printed in all then.
    let after: [String]
    let documents: Int
    var testDescription: String { name }

    init(_ name: String, _ after: [String] = [], documents: Int = 0) {
      (self.name, self.after, self.documents) = (name, after, documents)
    }
  }

  /// Every stock flow, the sale where it stands longest, and a hook of a store's own.
  static let places = [
    Place("sign-in"),
    Place("goods", ["sale: pay.cash", "payment.cash: 199.50"], documents: 1),
    Place("window", ["charge.window: approved"], documents: 1),
    Place("declined", ["charge.declined: cash", "payment.cash: 199.50"], documents: 1),
    Place("unknown", ["charge.unknown: approved"], documents: 1),
    Place("detached", ["charge.detached: next"]),
    Place("slip", ["charge.rrn: text 632200123456"], documents: 1),
    Place(
      "under", ["charge.under: again", "charge.amount: 199.50", "charge.rrn: text 632200123456"],
      documents: 1),
    Place("cash", ["payment.cash: 500", "payment.change: ok"], documents: 1),
    Place("split", ["payment.cash: 99.50"], documents: 1),
    Place("leave", ["payment.leave: refund", "charge.void: approved"]),
    Place("parked", ["parked.list: cancel"]),
    Place("shift", ["shift.close: yes"], documents: 1),
    Place("terminals", ["terminals.name: text Зал"]),
    Place("hook", ["own.bag: yes", "charge.window: approved"], documents: 1),
  ]

  private static let folder =
    TillProcess.root.path + "/Tests/RuntimeTests/Journal/BeforePoints/"

  /// What each stood at, as its front end was shown it.
  private struct Shown: Decodable {
    let id: String
    let n: Int
    let title: String
    let body: String
    let buttons: [String]
  }

  private static func shown(_ place: Place) throws -> Shown {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "prompts.json"))
    let all = try JSONDecoder().decode([String: Shown].self, from: data)
    return try #require(all[place.name])
  }

  /// A till of that moment, on a copy of the files.
  private static func story(_ place: Place) throws -> Story {
    let story = try Story()
    try makeFolder(story.data)
    for file in ["journal", "registrar"] {
      try FileManager.default.copyItem(
        atPath: "\(folder)\(place.name).\(file).sqlite", toPath: "\(story.data)/\(file).sqlite")
    }
    try addStock(to: story.data + "/journal.sqlite")
    var last: Moment?
    try JournalReader(folder: story.data).forEach { last = $0.at }
    let then = try #require(last)
    story.clock.advance(milliseconds: then.milliseconds(since: story.clock.now) + 60_000)
    if place.name != "sign-in" { try story.give(["Анна": Story.pin]) }
    return story
  }

  private static func addStock(to path: String) throws {
    let read: (Data) throws -> [String: String] = { data in
      try JSONDecoder().decode([String: String].self, from: data)
    }
    let stock = try read(Data(contentsOf: URL(fileURLWithPath: folder + "stock.json")))
    try DatabaseQueue(path: path).write { connection in
      for row in try Row.fetchAll(connection, sql: "SELECT hash, files FROM bundle") {
        let hash: String = row["hash"]
        let bundle = KassaRuntime.Bundle(
          files: try read(row["files"]).merging(stock) { own, _ in own })
        #expect(bundle.hash == hash)
        try connection.execute(
          sql: "UPDATE bundle SET files = ? WHERE hash = ?",
          arguments: [Data(bundle.files.json), hash])
      }
    }
  }

  @Test(arguments: places)
  func `an open flow of the build before stands at the same prompt, and goes on`(
    place: Place
  ) async throws {
    let shown = try Self.shown(place)
    let story = try Self.story(place)
    let before = try story.verify()
    let who = place.name == "sign-in" ? [] : ["person.pin: text \(Story.pin)"]
    let scene = try await story.play(who + place.after)
    let prompt = try #require(scene.prompts.dropFirst(who.count).first)
    #expect(prompt.id == shown.id)
    // What has nothing on its receipt is begun over on today's library.
    let isBegunOver = ["parked", "shift"].contains(place.name)
    #expect((prompt.number == shown.n) == !isBegunOver)
    #expect(Array(prompt.buttons.map(\.id).prefix(shown.buttons.count)) == shown.buttons)
    // An open charge is asked about as after any restart.
    if place.name != "window" && place.name != "unknown" { #expect(prompt.title == shown.title) }
    #expect(try story.faults().isEmpty && scene.faults.isEmpty, "\(story.log.text)")
    #expect(scene.documents.count == place.documents)
    let after = try story.verify()
    #expect(after.entries >= before.entries)
  }
}
