import Testing

@testable import KassaRuntime

/// What is large stands once in a journal, and whoever reads it finds it whole.
@Suite struct JournalReadsTests {
  /// A till of many terminals, whose list a charge changes at one place or two.
  private func story(_ count: Int) throws -> Story {
    let story = try Story()
    let journal = try Journal(folder: story.data, identity: { "t" }, seam: .production)
    let changes = (1...count).map {
      TerminalChange.added(
        terminal: ConfiguredTerminal(id: "t\($0)", name: "Банк \($0)", provider: "standalone"))
    }
    try journal.append(
      [
        .terminals(
          visit: TerminalVisit(by: "техник", changes: changes + [.marked(id: "t1")]))
      ], at: story.clock.now)
    return story
  }

  private func sales(_ prices: [String]) -> [String] {
    prices.flatMap { ["sale: free \($0) Кофе", "sale: pay.card", "charge.window: approved"] }
  }

  @Test func `a sale with a hundred terminals is hardly longer than with one`() async throws {
    let story = try story(100)
    try await story.play(Story.signIn + sales(["10", "20", "30", "40"]))
    var sizes: [Int] = []
    try JournalReader(folder: story.data).forEach { entry in
      if entry.kind == "flow" { sizes.append(0) }
      if !sizes.isEmpty { sizes[sizes.count - 1] += entry.json.utf8.count }
    }
    // The first sales have the list itself; the last flow is the one that waits.
    let sold = sizes.dropLast().suffix(2)
    #expect(sold.allSatisfy { $0 <= 12_288 }, "\(sizes)")
    let verdict = try story.verify()
    #expect(verdict.receipts == 4)
    #expect(try story.verify(since: verdict.head).entries == verdict.entries)
    let entries = try story.journalEntries()
    for case .flow(let start) in entries {
      #expect(start.till.terminals.all.count == 100 && start.till.terminals.same == nil)
    }
    #expect(entries.allSatisfy { $0.references.isEmpty })
    // A restart in the middle of a sale replays it from what its start refers to.
    let scene = try await story.play(["sale: free 50 Чай", "sale: pay.card"])
    #expect(scene.stands == "charge.window", "\(scene.faults)")
    let again = try await story.play(["charge.window: approved"])
    #expect(again.documents.count == 5 && again.faults.isEmpty)
    #expect(try story.verify().receipts == 5)
  }

  @Test func `a list with a few other items says which`() throws {
    var recent = JournalReads.Recent()
    var known: [String: Value] = [:]
    func step(_ reads: [Value]) -> Entry {
      .step(
        taken: Step(
          at: Moment(milliseconds: 0), answer: nil, by: nil, answered: [], reads: reads,
          changes: [],
          failures: nil, next: .end(with: FlowEnd(next: nil, takesBack: nil, disposition: .none))))
    }
    let items = (0..<20).map { Value.string("item \($0) of a list that is long enough") }
    var other = items
    other[3] = "another"
    var third = other
    for place in 0..<10 { third[place] = .int(Int64(place)) }
    let looksLike: Value = ["like": "abc", "but": ["0": 1]]
    for reads: [Value] in [
      [.list(items)], [.list(other), .list(items)], [.list(third)], [.list(items)], [looksLike],
      [["same": "abc"]], [["same": ["same": "abc"]]], [["like": 1, "but": 2]],
    ] {
      let entry = step(reads)
      let written = JournalReads.shortened(entry, &recent) { hash in
        if known[hash] != nil { return true }
        known[hash] = reads.first { JournalReads.hash($0) == hash }
        return false
      }
      let read = try JournalReads.completed(written) { hash in step([try #require(known[hash])]) }
      #expect(read == entry, "\(written.reads)")
    }
    let patched = JournalReads.shortened(step([.list(items.dropLast() + ["x"])]), &recent) { _ in
      true
    }
    #expect(patched.reads.first?["like"] != .null)
    // One that is read again and again stays known among lists that grow.
    for count in 21...30 {
      let grown = (0..<count).map { Value.string("receipt \($0) of a list that is long enough") }
      for read: Value in [.list(grown), .list(items.dropLast() + ["y"])] {
        let short = JournalReads.shortened(step([read]), &recent) { _ in false }.reads.first
        #expect(read == .list(grown) || short?["like"] != .null, "\(count)")
      }
    }
  }

  /// A script tells «й» of one scalar from «й» of two, and replay has to give it what it was given.
  @Test func `what is spelled otherwise is another read`() throws {
    let (short, long) = ("й", "и\u{306}")
    func list(_ letter: String) -> Value {
      .list((0..<20).map { .string("item \($0) of a list that is long enough \(letter)") })
    }
    var recent = JournalReads.Recent()
    var asked: [String] = []
    func written(_ read: Value) -> Value? {
      let step = Step(
        at: Moment(milliseconds: 0), answer: nil, by: nil, answered: [], reads: [read],
        changes: [], failures: nil,
        next: .end(with: FlowEnd(next: nil, takesBack: nil, disposition: .none)))
      return JournalReads.shortened(.step(taken: step), &recent) {
        asked.append($0)
        return asked.dropLast().contains($0)
      }.reads.first
    }
    #expect(written(list(short)) == list(short))
    #expect(written(list(long)) == list(long))
    #expect(Set(asked).count == 2)
    func hash(_ letter: String) -> String? {
      recent.hash(of: (1...3).map { ConfiguredTerminal(id: "t\($0)", name: letter, provider: "x") })
    }
    #expect(hash(short) == hash(short) && hash(short) != nil && hash(long) != hash(short))
    #expect(Value.string(short) != .string(long))
    #expect(Value.record([short: 1]) != .record([long: 1]))
    #expect(Value.record(["a": .string(short)]) == .record(["a": .string(short)]))
  }
}
