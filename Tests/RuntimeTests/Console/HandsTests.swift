import Testing

@testable import KassaRuntime
@testable import kassa_run

/// What a person did not mean, at the live console of a whole till: nothing of it moves money.
@Suite(.timeLimit(.minutes(5))) struct HandsTests {
  private static let good = Typing.scan("4600000000015")
  private static let answerFirst = "Скан не принят: сначала ответьте"

  /// Scans whose first characters are the keys of this prompt's answers.
  static let codes: [(code: String, ending: String, every: Int)] = [
    ("5901234123457", "\r", 4), ("1234567890128", "\r", 4), ("4600000000022", "\r", 0),
    ("30001", "\r", 10), ("12345670", "", 4), ("1111111111116", "\t", 50),
    ("1590123412345", "\r\n", 15), ("2100000000012", "\r", 50), ("11111112", "\r", 25),
  ]

  @Test(arguments: codes.indices)
  func `a scan never answers what a terminal did`(index: Int) async throws {
    let (code, ending, every) = Self.codes[index]
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f1)]),
      ("charge.window", [.scan(code, after: 2_000, every: every, ending: ending)]),
    ])
    #expect(done.stands == "charge.window" && done.documents == 0)
    #expect(done.receipt?.openAttempt?.state == .open)
    #expect(done.scans == [Self.answerFirst])
    #expect(done.screen.contains("\u{7}") && done.screen.contains("! \(Self.answerFirst)"))
  }

  @Test(arguments: codes.indices)
  func `a scan is no amount of cash`(index: Int) async throws {
    let (code, ending, every) = Self.codes[index]
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f2)]),
      (
        "payment.cash",
        [
          .hand("15", after: 1_000), .scan(code, after: 600, every: every, ending: ending),
          .hand("0\r"),
        ]
      ), ("payment.change", []),
    ])
    // «15» before the scan is still there after it: 150 ₽ for 120.
    #expect(done.prompts.map(\.id).last == "payment.change", "\(done.prompts.map(\.id))")
    #expect(await done.hands.answers.last == .amount(Money(checked: 15_000)))
    #expect(done.scans == [Self.answerFirst])
  }

  /// What a hand does that meant something else, at the prompt that its key opens.
  static let accidents: [(name: String, typing: [Typing])] = [
    ("a double press", [.hand(f2Twice.key, after: f2Twice.after)]),
    ("a triple press", [.hand(Typing.f2 + Typing.f2, after: 90, every: 90)]),
    ("a held key", Array(Typing.held(Typing.f2, after: 0, delay: 500).dropFirst())),
    (
      "a held key, slow",
      Array(Typing.held(Typing.f2, after: 0, delay: 660, every: 100).dropFirst())
    ),
    ("a held key, late", Array(Typing.held(Typing.f2, after: 0, delay: 1_000).dropFirst())),
    (
      "a held key, late and slow",
      Array(Typing.held(Typing.f2, after: 0, delay: 1_000, every: 250, times: 9).dropFirst())
    ),
    (
      "a held key, as slow as can be set",
      Array(Typing.held(Typing.f2, after: 0, delay: 500, every: 500, times: 9).dropFirst())
    ),
    (
      "a key pressed too early and held",
      Typing.held(Typing.f1, after: 300, delay: 1_000, every: 300, times: 9)
    ),
    ("Enter held", Typing.held("\r", after: 300, delay: 600, every: 400, times: 9)),
    ("three keys at once", [Typing(after: 1_500, parts: ["5", "0", "\r"], every: 33)]),
    ("two at once", [Typing(after: 1_500, parts: [Typing.f1, Typing.f1], every: 40)]),
    ("a paste", [.paste("500\r", after: 1_500)]),
    ("a paste of a number", [.paste("500", after: 1_500)]),
    ("a press too early", [.hand(Typing.f1, after: 690)]),
    ("an Enter too early", [.hand("500\r", after: 100, every: 100)]),
    ("a burst that began before", [.hand("500\r500\r500\r", after: -10, every: 200)]),
    ("a letter", [.hand("н", after: 2_000), .hand("п")]),
  ]
  private static let f2Twice = (key: Typing.f2, after: 150)

  @Test(arguments: accidents.indices)
  func `an accident at the cash takes nothing`(index: Int) async throws {
    let (name, typing) = Self.accidents[index]
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f2)]), ("payment.cash", typing),
    ])
    #expect(done.stands == "payment.cash" && done.documents == 0, "\(name)")
    #expect(done.receipt?.received == .zero, "\(name)")
  }

  /// Its first press went into the code, as «2000000000015» with a «1» more.
  @Test func `a key held since a scan never says what the terminal did`() async throws {
    for (delay, every) in [(1_000, 125), (1_500, 500), (1_900, 300), (2_000, 500)] {
      let story = try await Story.atTheSale()
      let done = try await story.hands([
        ("sale", [Self.good]), ("sale", [.hand(Typing.f1)]),
        (
          "charge.window",
          [
            .scan("20000000010015", after: 1_000),
            Typing(after: delay, parts: Array(repeating: "1", count: 9), every: every),
          ]
        ),
      ])
      #expect(done.stands == "charge.window" && done.documents == 0, "\(delay), \(every)")
      #expect(done.receipt?.openAttempt?.state == .open, "\(delay), \(every)")
    }
  }

  @Test func `a key held from the sale never says what the terminal did`() async throws {
    for (delay, every) in [
      (250, 33), (500, 33), (660, 40), (500, 100), (1_000, 50), (500, 200),
      // What `kbdrate` and `xset r rate` can set.
      (1_000, 125), (1_000, 500), (750, 400), (500, 400), (250, 500), (2_000, 300), (1_500, 500),
    ] {
      let story = try await Story.atTheSale()
      let done = try await story.hands([
        ("sale", [Self.good]),
        ("sale", Typing.held(Typing.f1, delay: delay, every: every)),
      ])
      #expect(done.stands == "charge.window" && done.documents == 0, "\(delay), \(every)")
      #expect(done.receipt?.openAttempt?.state == .open, "\(delay), \(every)")
    }
  }

  @Test(arguments: ["о", "О", "j", "т", "н", "д"])
  func `no letter answers what a terminal did`(letter: String) async throws {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f1)]),
      ("charge.window", [.hand(letter, after: 2_000)]),
    ])
    #expect(done.stands == "charge.window")
  }

  @Test func `a card sale takes two taps, the second 0.7 s after its prompt`() async throws {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f1)]),
      ("charge.window", [.hand("1", after: 701)]), ("sale", []),
    ])
    #expect(done.stands == "sale" && done.documents == 1)
  }

  @Test(arguments: [[701], [1_500], [500, 700], [500, 300, 900]])
  func `the key that opened a prompt answers it, pressed again`(presses: [Int]) async throws {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f1)]),
      ("charge.window", presses.map { .hand(Typing.f1, after: $0) }), ("sale", []),
    ])
    #expect(done.stands == "sale" && done.documents == 1)
  }

  @Test func `a number that began too early is typed again as a whole`() async throws {
    let story = try await Story.atTheSale()
    // «1» comes before the prompt is shown, the rest after it, each for itself.
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f2), .hand("1", after: 0)]),
      ("payment.cash", [.hand("500\r", after: 500, every: 400), .hand("1500\r")]),
      ("payment.change", []),
    ])
    #expect(await done.hands.answers.last == .amount(Money(checked: 150_000)))
    #expect(done.stands == "payment.change")
  }

  @Test func `who empties the line begins a new number at once`() async throws {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f2), .hand("1", after: 0)]),
      ("payment.cash", [.hand("5", after: 200), .hand("\u{15}150\r", after: 900)]),
      ("payment.change", []),
    ])
    #expect(await done.hands.answers.last == .amount(Money(checked: 15_000)))
    #expect(done.stands == "payment.change")
  }

  @Test func `digits typed at once after the prompt are kept, and Enter after 0.7 s takes them`()
    async throws
  {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f2)]),
      ("payment.cash", [.hand("150", after: 60, every: 120), .hand("\r", after: 500)]),
      ("payment.change", []),
    ])
    #expect(await done.hands.answers.last == .amount(Money(checked: 15_000)))
  }

  @Test func `four digits typed fast are a hand's, and stay when Enter came too fast`() async throws
  {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f2)]),
      (
        "payment.cash",
        [Typing(after: 1_500, parts: ["1", "5", "0", "0", "\r"], every: 30), .hand("\r")]
      ), ("payment.change", []),
    ])
    #expect(await done.hands.answers.last == .amount(Money(checked: 150_000)))
    #expect(done.scans.isEmpty)
  }

  @Test func `scans after an unknown code are sold, and the code stays until it is dealt with`()
    async throws
  {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [.scan("9999999999994"), .scan("4600000000015", after: 100)]), ("sale", []),
      ("sale", [.hand(Typing.f2)]), ("payment.unknown", [.hand("2", after: 2_000)]), ("sale", []),
    ])
    #expect(done.stands == "sale" && done.receipt?.lines.count == 1)
    #expect(done.screen.contains("Нет в товарах: 9999999999994"))
    #expect(done.receipt?.unknownCodes == ["9999999999994"])
    // After a restart too.
    let again = try await story.hands([
      ("sale", [.hand(Typing.f2)]), ("payment.unknown", [.hand("1", after: 2_000)]),
      ("payment.cash", []),
    ])
    #expect(again.stands == "payment.cash" && again.receipt?.unknownCodes == nil)
  }

  @Test func `what is scanned over the change is the next customer's`() async throws {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [Self.good]), ("sale", [.hand(Typing.f2)]),
      ("payment.cash", [.hand("500\r", after: 1_000)]),
      ("payment.change", [.scan("4600000000022"), .scan("4600000000015", after: 20), .hand("1")]),
      ("sale", []),
    ])
    #expect(done.stands == "sale" && done.documents == 1)
    #expect(done.scans == ["1 waiting", "2 waiting"])
    #expect(done.receipt?.lines.map(\.item.name) == ["Капучино", "Эспрессо"])
    #expect(done.screen.contains("сканы ждут чека: 2"))
  }

  static let scanners: [(name: String, scanner: Scanner, typing: Typing)] = [
    ("CR LF", Scanner(), .scan("4600000000015", ending: "\r\n")),
    ("LF", Scanner(), .scan("4600000000015", ending: "\n")),
    ("Tab", Scanner(), .scan("4600000000015", ending: "\t")),
    ("nothing after it", Scanner(), .scan("4600000000015", ending: "")),
    ("a prefix", Scanner(prefix: "~"), .scan("~4600000000015")),
    ("a suffix", Scanner(suffix: "#"), .scan("4600000000015#")),
    ("a symbology identifier", Scanner(), .scan("]E04600000000015")),
    ("at once", Scanner(), .atOnce("4600000000015\r\n")),
    ("slow", Scanner(gapMilliseconds: 100), .scan("4600000000015", every: 95)),
  ]

  @Test(arguments: scanners.indices)
  func `knows scanners by what they send, one after the other`(index: Int) async throws {
    let (name, scanner, typing) = Self.scanners[index]
    let story = try await Story.atTheSale()
    let done = try await story.hands(
      [("sale", [typing, typing]), ("sale", []), ("sale", [])], scanner: scanner)
    #expect(done.receipt?.lines.map(\.item.name) == ["Эспрессо", "Эспрессо"], "\(name)")
    #expect(done.receipt?.unknownCodes == nil && done.scans.isEmpty, "\(name)")
  }

  @Test(arguments: [
    "%B4111111111111111^IVANOV/IVAN^25121011000000000?", ";4111111111111111=25121011000012345678?",
    "4111111111111111",
  ])
  func `what a card reader types is refused and kept nowhere`(track: String) async throws {
    let story = try await Story.atTheSale()
    let done = try await story.hands([("sale", [.scan(track)])])
    #expect(done.scans == ["Скан не принят: это похоже на банковскую карту"])
    #expect(!done.screen.contains("4111"))
    #expect(done.receipt?.unknownCodes == nil)
  }

  @Test func `a key pressed twice on a notice is not typed into the sale`() async throws {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [.hand("нет такого\r")]),
      ("sale.nothing_found", [.hand("11", after: 900, every: 150), Self.good]),
      ("sale", []), ("sale", []),
    ])
    #expect(done.receipt?.lines.map(\.item.name) == ["Эспрессо"])
  }

  @Test func `after «2*» a scan adds two`() async throws {
    let story = try await Story.atTheSale()
    let done = try await story.hands([
      ("sale", [.hand("2*"), .scan("4600000000015", after: 500)]), ("sale", []),
    ])
    #expect(done.receipt?.total.kopecks == 24_000)
  }
}
