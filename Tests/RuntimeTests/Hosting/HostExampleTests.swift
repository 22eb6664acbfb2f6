import Foundation
import Testing

/// The documentation's example of a host, run as a program.
@Suite struct HostExampleTests {
  @Test func `sells by card on a terminal of its own and leaves everything resumable`() throws {
    let data = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: data) }
    let first = try run(data.path)
    #expect(first.contains { $0.hasPrefix("[sale] Чек") })
    #expect(first.contains { $0.hasPrefix("БЕЗНАЛИЧНЫМИ") && $0.hasSuffix("199.50") })
    #expect(first.contains("Пинпад у кассы: 199.50"))
    #expect(first.last == "the cashier has left; everything is kept")
  }

  private func run(_ data: String) throws -> [String] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appendingPathComponent("host-example")
    process.arguments = [root.appendingPathComponent("Scripts/lua/stores/cafe").path, data]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
