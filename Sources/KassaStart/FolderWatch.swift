import Foundation

/// Notices that files of a store have changed, and waits until they are whole.
package struct FolderWatch: Sendable {
  /// A file as it is seen without being read.
  private struct Stamp: Hashable {
    let bytes: Int
    let changed: Date
  }

  private let folders: [String]
  private let pollMilliseconds: Int
  private var seen: [String: Stamp]

  /// An editor that writes a file in two goes, or empties it first, needs less.
  private static let quietMilliseconds = 300
  /// Files that tell what a store is; editors leave others beside them.
  private static let endings = [".lua", ".csv", ".sig"]

  /// - Parameter pollMilliseconds: how often it looks.
  package init(_ folders: [String], pollMilliseconds: Int = 150) {
    self.folders = folders
    self.pollMilliseconds = pollMilliseconds
    seen = Self.stamps(folders)
  }

  /// Returns once something has changed since the last return and has stood still since.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  package mutating func change() async throws {
    while true {
      try await Task.sleep(for: .milliseconds(pollMilliseconds))
      let now = Self.stamps(folders)
      guard now != seen else { continue }
      seen = try await still(now)
      return
    }
  }

  /// The files once they have not changed for a while, and none is empty that was not.
  private func still(_ first: [String: Stamp]) async throws -> [String: Stamp] {
    var last = first
    while true {
      try await Task.sleep(for: .milliseconds(Self.quietMilliseconds))
      let now = Self.stamps(folders)
      let isEmptied = now.contains { $0.value.bytes == 0 && (seen[$0.key]?.bytes ?? 1) > 0 }
      if now == last, !isEmptied || !isYoung(now) { return now }
      last = now
    }
  }

  /// Whether something was written in the last two seconds: a file that stays empty is meant so.
  private func isYoung(_ stamps: [String: Stamp]) -> Bool {
    stamps.values.contains { abs($0.changed.timeIntervalSinceNow) < 2 }
  }

  private static func stamps(_ folders: [String]) -> [String: Stamp] {
    var stamps: [String: Stamp] = [:]
    for folder in folders {
      let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
      let inside = paths.filter { path in endings.contains(where: path.hasSuffix) }
      // A packed script is one file.
      for file in inside.map({ folder + "/" + $0 }) + (paths.isEmpty ? [folder] : []) {
        let facts = try? FileManager.default.attributesOfItem(atPath: file)
        guard let bytes = facts?[.size] as? Int, let changed = facts?[.modificationDate] as? Date
        else { continue }
        stamps[file] = Stamp(bytes: bytes, changed: changed)
      }
    }
    return stamps
  }
}
