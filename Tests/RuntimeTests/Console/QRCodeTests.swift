import Foundation
import Testing

@testable import KassaRuntime
@testable import kassa_run

@Suite struct QRCodeTests {
  private static let text = "t=20261123T2315&s=1234.50&fn=9999000000000001&i=5&fp=1168453787&n=1"

  /// What a reader reads off the half blocks: a picture of four pixels a module.
  private func read(_ lines: [String]) throws -> String {
    let rows = lines.flatMap { line -> [[Bool]] in
      [line.map { "█▀".contains($0) }, line.map { "█▄".contains($0) }]
    }
    var image = "P2\n\(rows[0].count * 4) \(rows.count * 4)\n255\n"
    for row in rows {
      let pixels = row.flatMap { dark in Array(repeating: dark ? "0" : "255", count: 4) }
      for _ in 0..<4 { image += pixels.joined(separator: " ") + "\n" }
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "qr-\(UUID()).pgm")
    try Data(image.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let reader = Process()
    reader.executableURL = URL(filePath: "/usr/bin/zbarimg")
    reader.arguments = ["-q", "--raw", "--nodbus", file.path]
    let output = Pipe()
    reader.standardOutput = output
    try reader.run()
    let read = output.fileHandleForReading.readDataToEndOfFile()
    reader.waitUntilExit()
    return String(decoding: read, as: UTF8.self)
  }

  @Test(arguments: [text, "касса", "x"])
  func `is read back by a reader of its own`(text: String) throws {
    let code = try #require(QRCode(text))
    #expect(try read(code.halfBlocks) == text + "\n")
  }

  @Test func `fits a receipt's text into 41 columns, quiet modules included`() throws {
    let code = try #require(QRCode(Self.text))
    #expect(code.modulesASide == 33)
    #expect(code.halfBlocks.allSatisfy { $0.count == 41 })
    #expect(code.halfBlocks.count == 21)
  }

  @Test func `refuses what no code can hold`() {
    #expect(QRCode(String(repeating: "a", count: 5000)) == nil)
  }

  @Test func `is drawn on paper with both colours fixed, and as text where there are none`() {
    let paper = Paper(kind: .receipt, number: 5, lines: ["ЧЕК"], columns: 32, qr: Self.text)
    let drawn = PaperView(style: Style(attributes: true, colours: true)).lines(paper)
    #expect(drawn.count == 2 + 1 + 21)
    #expect(drawn[5].hasPrefix("\u{1B}[38;5;16;48;5;231m ") && drawn[5].hasSuffix(" \u{1B}[0m"))
    let plain = PaperView(style: .plain).lines(paper)
    #expect(plain.contains { $0.hasPrefix(" QR: ") })
    #expect(!plain.joined().contains("█"))
  }
}
