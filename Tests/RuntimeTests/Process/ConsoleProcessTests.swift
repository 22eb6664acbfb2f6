import Foundation
import Glibc
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A coffee by card on the console, from the sign-in to the paper: in a terminal and through a pipe.
@Suite(.timeLimit(.minutes(5))) struct ConsoleProcessTests {
  /// What a cashier reads on the way, in one language.
  struct Words: CustomTestStringConvertible, Sendable {
    let language: String
    let signIn: String
    let choosePIN: String
    let repeatPIN: String
    let empty: String
    let total: String
    let card: String
    let window: String
    let approved: String
    let charge: String

    var testDescription: String { language }
  }

  static let languages = [
    Words(
      language: "ru", signIn: "Кто за кассой?", choosePIN: "Анна: придумайте PIN",
      repeatPIN: "Анна: PIN ещё раз",
      empty: "Чек пуст", total: "ИТОГО  199,50", card: "Безналичными",
      window: "Сначала карта, потом чек", approved: "✓ Одобрено", charge: "ОПЛАТА"),
    Words(
      language: "en", signIn: "Who is at the till?", choosePIN: "Анна: choose a PIN",
      repeatPIN: "Анна: the same PIN again",
      empty: "The receipt is empty", total: "TOTAL  199.50", card: "Card",
      window: "Card first, then receipt", approved: "✓ Approved", charge: "CHARGE"),
  ]

  /// What the receipt says in either language: its paper is Russian by law.
  private static let paper = ["КАССОВЫЙ ЧЕК", "Капучино", "БЕЗНАЛИЧНЫМИ", "199.50"]

  /// A data folder with the goods of the café.
  private func goods() throws -> TestFolder {
    let folder = try TestFolder()
    let imported = try CommandRun([
      "goods", "import", TillProcess.cafe + "/goods.csv", "--data", folder.path,
    ])
    #expect(imported.code == 0)
    return folder
  }

  private func arguments(_ words: Words, _ data: TestFolder) -> [String] {
    ["till", "--store", TillProcess.cafe, "--data", data.path, "--language", words.language]
  }

  /// Lines alone can't tell a scanner from a hand.
  @Test func `a keyboard whose screen is no terminal is refused`() throws {
    var ends: (Int32, Int32) = (-1, -1)
    try #require(openpty(&ends.0, &ends.1, nil, nil, nil) == 0)
    defer { for end in [ends.0, ends.1] { close(end) } }
    let (data, errors) = (try TestFolder(), Pipe())
    let process = Process()
    process.executableURL = TillProcess.binary
    process.arguments = arguments(Self.languages[0], data)
    process.standardInput = FileHandle(fileDescriptor: ends.1)
    process.standardOutput = Pipe()
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 2)
    #expect(said.contains("the keyboard is a terminal and the screen is not"), "\(said)")
  }

  @Test(.enabled(if: TerminalScreen.isPossible), arguments: languages)
  func `sells a coffee by card in a terminal with three taps at most`(words: Words) throws {
    let data = try goods()
    let screen = try TerminalScreen(arguments(words, data))
    try screen.wait(for: words.signIn, "[1] Анна", "[2] Борис")
    try screen.press("1")
    try screen.wait(for: words.choosePIN)
    try screen.enter("1234")
    try screen.wait(for: words.repeatPIN)
    try screen.enter("1234")
    let sale = try screen.wait(for: words.empty, "[F1] \(words.card)")
    #expect(!sale.contains("1234"))
    try screen.enter("4600000000022")
    try screen.wait(for: "Капучино", words.total)

    var taps = try tap("F1", on: screen)
    let window = try screen.wait(for: words.window, "[1] \(words.approved)", words.charge)
    #expect(window.contains("Автономный терминал") && window.contains("199"))
    while taps < 10, !(try screen.settled().contains(words.empty)) {
      taps += try tap("1", on: screen)
    }
    #expect(taps <= 3)

    let shown = try screen.text()
    for text in Self.paper { #expect(shown.contains(text), "\(text)") }
    let receipts = try EmulatedRegistrarControl(folder: data.path).receipts()
    #expect(receipts.map(\.document.payments.cashless.kopecks) == [19_950])
    try screen.press("C-c")
    try screen.wait(for: "exit 130")
  }

  @Test(.enabled(if: TerminalScreen.isPossible))
  func `a scan, a held key and a double press answer nothing at the real console`() throws {
    let data = try goods()
    let words = Self.languages[0]
    let screen = try TerminalScreen(arguments(words, data))
    try screen.wait(for: words.signIn)
    try screen.press("1")
    try screen.wait(for: words.choosePIN)
    try screen.enter("1234")
    try screen.wait(for: words.repeatPIN)
    try screen.enter("1234")
    try screen.wait(for: words.empty)
    try screen.type("4600000000015", "Enter")
    try screen.wait(for: "Эспрессо")
    try screen.type("", "F2", "F2", "F2")
    try screen.wait(for: "Наличные от покупателя")
    Thread.sleep(forTimeInterval: 1)
    try screen.press("Escape")
    try screen.wait(for: "[F1] \(words.card)")
    try screen.type("", "F1", "F1", "F1", "F1")
    try screen.wait(for: words.window)
    Thread.sleep(forTimeInterval: 1)
    try screen.type("1234567890128", "Enter")
    try screen.wait(for: "Скан не принят: сначала ответьте", words.window)
    try screen.type("", "1", "1", "1", "1", "1", "1", "1")
    #expect(try screen.settled().contains(words.window))
    #expect(try EmulatedRegistrarControl(folder: data.path).receipts().isEmpty)
  }

  /// One tap that counts: until a prompt's quiet time is over it does nothing and is repeated.
  private func tap(_ key: String, on screen: TerminalScreen) throws -> Int {
    let before = try screen.settled()
    for _ in 0..<40 {
      try screen.press(key)
      if try screen.changes(from: before) { return 1 }
    }
    Issue.record("«\(key)» does nothing")
    return 1
  }

  @Test(arguments: languages)
  func `sells a coffee by card through a pipe, a line for each answer`(words: Words) throws {
    let data = try goods()
    let run = try CommandRun(
      arguments(words, data), input: "1\n1234\n1234\n4600000000022\n/1\n1\n")
    #expect(run.code == 4)
    #expect(run.errors.split(separator: "\n").count == 1)
    let shown = [
      words.signIn, words.choosePIN, words.empty, "[/1] \(words.card)", words.total, words.window,
      words.charge, "[1] \(words.approved)",
    ]
    for text in shown + Self.paper { #expect(run.output.contains(text), "\(text)") }
    #expect(!run.output.contains("[F1]"))
    #expect(!run.output.contains("\u{1B}"))
    #expect(try JournalReader(folder: data.path).verify().receipts == 1)
  }
}
