import Testing

@testable import KassaRuntime
@testable import kassa_run

/// What comes with a scan, a paste, a click or a reply of the terminal is no hand's, whenever it comes.
@Suite(.timeLimit(.minutes(5))) struct ForeignKeysTests {
  private static let good = Typing.scan("4600000000015")

  /// What is left of something that was no hand's, while «15» stands in the line.
  static let rests: [(name: String, typing: [Typing])] = [
    ("a second CR", [.scan("4600000000022", after: 600, ending: "\r\r")]),
    ("LF CR", [.scan("4600000000022", after: 600, ending: "\n\r")]),
    ("CR Tab CR", [.scan("4600000000022", after: 600, ending: "\r\t\r")]),
    ("a CR that comes late", [.scan("4600000000022", after: 600), .atOnce("\r", after: 200)]),
    (
      "a scanner that pauses",
      [
        .scan("4600000", after: 600, ending: ""), .scan("000022", after: 200, ending: "\r"),
        .atOnce("\r", after: 150),
      ]
    ),
    (
      "a scanner that pauses before its last digit",
      [.scan("460000000002", after: 600, ending: ""), .scan("2", after: 200, ending: "\r")]
    ),
    ("an Enter after a paste", [.paste("4500", after: 600), .atOnce("\r", after: 5)]),
    (
      "a paste that stalls",
      [
        .atOnce("\u{1B}[200~45", after: 600), .atOnce("00\r", after: 700),
        .atOnce("\u{1B}[201~", after: 400),
      ]
    ),
    ("a click", [.atOnce("\u{1B}[M !1", after: 600), .atOnce("\r", after: 10)]),
    (
      "a terminal's reply",
      [.atOnce("\u{1B}]11;rgb:1111/2222/3333\u{1B}\\", after: 600), .atOnce("\r", after: 10)]
    ),
  ]

  @Test(arguments: rests.indices)
  func `takes no cash and changes no number`(index: Int) async throws {
    let (name, typing) = Self.rests[index]
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f2)]),
      ("payment.cash", [.hand("15", after: 1_000)] + typing),
    ])
    #expect(done.stands == "payment.cash" && done.documents == 0, "\(name)")
    #expect(done.receipt?.received == .zero, "\(name)")
    // What a hand types then is taken as it is.
    let again = try await story.hands([
      (
        "payment.cash",
        [.hand("15", after: 1_000)] + typing + [.hand("\u{15}500\r", after: 2_500)]
      ), ("payment.change", []),
    ])
    #expect(await again.hands.answers == [.amount(Money(checked: 50_000))], "\(name)")
  }

  static let clicks: [(name: String, typing: [Typing])] = [
    ("a click whose place is a digit", [.atOnce("\u{1B}[M !1", after: 2_000)]),
    ("a click, told otherwise", [.atOnce("\u{1B}[<0;1;1M", after: 2_000)]),
    ("a reply about colours", [.atOnce("\u{1B}]11;1\u{7}", after: 2_000)]),
    ("a reply about the terminal", [.atOnce("\u{1B}P1$r1\u{1B}\\", after: 2_000)]),
    (
      "a paste of one digit that stalls",
      [
        .atOnce("\u{1B}[200~", after: 2_000), .atOnce("1", after: 800),
        .atOnce("\u{1B}[201~", after: 800),
      ]
    ),
    ("Alt and a digit", [.atOnce("\u{1B}1", after: 2_000)]),
    ("half a letter", [.atOnce("1\u{0}", after: 2_000)]),
    (
      "a scan and one digit of its rest",
      [
        .scan("460000000001", after: 2_000, ending: ""), .atOnce("1", after: 250),
      ]
    ),
  ]

  @Test(arguments: clicks.indices)
  func `says nothing of a terminal`(index: Int) async throws {
    let (name, typing) = Self.clicks[index]
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f1)]), ("charge.window", typing),
    ])
    #expect(done.stands == "charge.window" && done.documents == 0, "\(name)")
    #expect(done.receipt?.openAttempt?.state == .open, "\(name)")
  }

  @Test func `a prompt that takes long to draw is deaf from when it is there`() async throws {
    let terminal = try TimedTerminal()
    // The other end of a slow line.
    terminal.drawing(takes: 900)
    let console = terminal.console()
    terminal.type([.hand("1", after: 1_000), .hand("2", after: 3_000)])
    let prompt = Prompts.of(.choose, buttons: Prompts.yesNo, quiet: 700)
    #expect(try await console.answer(prompt) == .button("no"))
  }

  /// Through a pipe each answer is a line: a scanner's is none.
  @Test(arguments: ["00000001", "01", "+1", "-1", "1.", "１", "001"])
  func `a number that is written otherwise chooses nothing`(line: String) throws {
    #expect(throws: LineProblem.noSuchChoice) {
      try LineAnswer.of(line, to: Prompts.outcome)
    }
  }
}
