import Foundation
import KassaRuntime

/// A `kassa-run` that goes on until it is ended, read line by line.
final class WatchedProcess {
  private let process = Process()
  private let output = Pipe()
  private var lines = LineReader(bytesMax: .max)

  init(_ arguments: [String]) throws {
    process.executableURL = TillProcess.binary
    process.arguments = arguments
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  deinit { end() }

  /// The lines up to the first that `isLast` says; fewer when it has ended.
  func lines(to isLast: (String) -> Bool) -> [String] {
    var found: [String] = []
    while true {
      while case .line(let bytes) = lines.next() {
        found.append(String(decoding: bytes, as: UTF8.self))
        if isLast(found[found.count - 1]) { return found }
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { return found }
      lines.append(more)
    }
  }

  func end() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
