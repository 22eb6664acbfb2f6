import Foundation
import Logging
import Testing

@testable import KassaStart

@Suite struct LogFileTests {
  @Test func `keeps what a script logs from looking like an entry of the till's own`() throws {
    let folder = try TestFolder()
    let log = LogFile.logger(folder: folder.path)
    log.info("script: a\n2026-11-26T04:00:00 error b\u{1B}[2J\rc")
    let text = try String(contentsOfFile: folder.path + "/kassa.log", encoding: .utf8)
    #expect(text.hasSuffix(" info script: a\n    2026-11-26T04:00:00 error b[2Jc\n"))
  }
}
