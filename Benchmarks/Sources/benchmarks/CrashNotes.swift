import Foundation

@testable import KassaRuntime

/// Row 10: noting what runs, so that a crash loop is known; against the two writes that it takes.
enum CrashNotes {
  private static let (rounds, turns) = (21, 10_000)

  static func rows(in folder: TemporaryFolder) throws -> [Row] {
    let path = try folder.make("crashes")
    let watch = CrashWatch(folder: path, seam: .production)
    let file = open(path + "/raw", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure("no file in \(path)") }
    defer { close(file) }
    let line = Array(">store_flow".utf8)
    let figures = try medians(
      rounds: rounds,
      [
        {
          try nanoseconds { for _ in 0..<turns { try watch.watch(.storeFlow) {} } }
            / Double(turns)
        },
        {
          nanoseconds { for _ in 0..<2 * turns { _ = pwrite(file, line, line.count, 0) } }
            / Double(turns)
        },
      ])
    return [
      Row(
        what: "noting a step that may end the process", measured: time(figures[0]),
        against: "\(time(figures[1])) two writes of \(line.count) bytes",
        ratio: times(figures[0] / figures[1]), reach: "–", isReached: true,
        note: "a step of a script takes two, a call of a device one")
    ]
  }
}
