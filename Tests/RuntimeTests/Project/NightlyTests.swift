import Foundation
import KassaRuntime
import Testing

/// What a check leaves to the night is run by one of its parts.
struct NightlyTests {
  private static let tests = TillProcess.root.appendingPathComponent("Tests/RuntimeTests")
  /// What a test asks, and the variable by which a part answers.
  private static let questions = [
    "Nightly.isOn": "KASSA_NIGHTLY=", "Nightly.walker": "KASSA_WALKER=",
  ]

  /// The commands of `Scripts/nightly`, each on one line.
  private static func commands() throws -> [String] {
    let script = TillProcess.root.appendingPathComponent("Scripts/nightly")
    return try String(contentsOf: script, encoding: .utf8).replacing("\\\n", with: "")
      .split(separator: "\n").map(\.trimmed).filter { !$0.hasPrefix("#") }
  }

  /// The suites that a command runs; a shell's variable is read as its value.
  private static func filters(_ command: String) throws -> [String] {
    guard command.contains("swift test"), command.contains("--filter") else { return [] }
    let match = try #require(
      command.firstMatch(of: /--filter ('[^']+'|"\$alone"|[A-Za-z]+)(\s|$)/), "\(command)")
    return match.1.trimmingCharacters(in: ["'"]).split(separator: "|").map(String.init)
  }

  private static func suites(asking question: String) throws -> [String] {
    let files = try #require(
      FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
    return try files.compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" && $0.lastPathComponent != "NightlyTests.swift" }
      .filter { try String(contentsOf: $0, encoding: .utf8).contains(question) }
      .map { $0.deletingPathExtension().lastPathComponent }
  }

  @Test(arguments: questions)
  func `runs what a check leaves to it`(question: String, variable: String) throws {
    let filters = try Self.commands().filter { $0.contains(variable) }.flatMap(Self.filters)
    let suites = try Self.suites(asking: question)
    #expect(!suites.isEmpty)
    for suite in suites where suite.hasSuffix("Tests") {
      #expect(
        filters.contains { suite.contains($0) },
        "no part of Scripts/nightly with \(variable)… runs \(suite)")
    }
    // A file beside a suite is asked for by it.
    #expect(suites.allSatisfy { $0.hasSuffix("Tests") || $0 == "PlantedEdit" }, "\(suites)")
  }

  /// What real time judges runs alone, and is left out of what runs beside others.
  @Test func `what is left out of one command is run by another`() throws {
    let commands = try Self.commands()
    let left = commands.filter { $0.contains("--skip \"$alone\"") }.count
    let run = commands.filter { $0.contains("--filter \"$alone\"") }.count
    #expect(left == run && run > 0)
  }
}
