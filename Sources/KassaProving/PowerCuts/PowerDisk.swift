import Foundation
import KassaRuntime
import Synchronization

/// A disk whose power can be cut, under the SQLite files of one folder.
///
/// It stands between SQLite and the system's files (``PowerDiskShim``). What was written and not synced
/// is kept apart: when the power goes, of those writes each sector of 512 bytes reached the platter or
/// did not, in any combination, as the draw says; what was synced is there. A file that was made or
/// deleted is so at once, and locks and SQLite's shared memory are the process's own and gone.
/// Everything after the cut fails and leaves no trace.
final class PowerDisk: Sendable {
  /// When the power goes, counted from 1 since it was planned.
  enum Cut: Hashable, Sendable {
    /// At that point of the seam.
    case point(Int)
    /// In the middle of that write, truncation, sync or deletion.
    case operation(Int)
  }

  /// Writes and syncs fail with `code` from `first` on, `times` times.
  struct Failure: Hashable, Sendable {
    var code: Int32
    var first: Int
    var times: Int
  }

  /// The power is off: nothing that happens now happens.
  struct PowerIsOff: Error {}

  let folder: String
  private let state: Mutex<State>

  private struct State {
    var files: [String: File] = [:]
    var numbers: SplitMix64
    var cut: Cut?
    var failure: Failure?
    var points = 0
    var operations = 0
    /// What the cut left; nil while the power is on.
    var image: [String: [UInt8]]?
    var hasFailed = false
    /// Where the last cut struck, in words.
    var place = ""
  }

  /// One file: what is certain to be there, and what was written since.
  struct File: Sendable {
    enum Write: Sendable {
      case bytes(at: Int, [UInt8])
      case size(Int)
    }

    var synced: [UInt8]
    var pending: [Write] = []
  }

  /// - Parameter folder: what is in it now is certain to be there.
  init(folder: String, seed: UInt64) throws {
    self.folder = folder
    var files: [String: File] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.contains(".sqlite") && !name.hasSuffix("-shm") {
      let path = "\(folder)/\(name)"
      files[path] = File(synced: Self.contents(of: path))
    }
    state = Mutex(State(files: files, numbers: SplitMix64(seed)))
  }

  private static func contents(of path: String) -> [UInt8] {
    // A file that can't be read holds nothing yet. Foundation's reading of a whole file keeps 4 KiB
    // for ever where it is empty; a handle does not.
    do {
      return Array(try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).readToEnd() ?? Data())
    } catch {
      return []
    }
  }

  /// Plans a cut or a failure; counting begins now.
  func plan(cut: Cut? = nil, failure: Failure? = nil) {
    state.withLock { state in
      (state.cut, state.failure, state.points, state.operations) = (cut, failure, 0, 0)
      state.hasFailed = false
    }
  }

  /// Cuts the power now.
  func cutNow(_ place: String) { state.withLock { Self.cut(&$0, place) } }

  var isOff: Bool { state.withLock { $0.image != nil } }
  /// Whether the planned failure has struck.
  var hasFailed: Bool { state.withLock { $0.hasFailed } }
  var place: String { state.withLock { $0.place } }

  /// Passes a point of the seam.
  ///
  /// Within a part nothing is written: a cut there is one before the write that follows.
  func reach(_ point: Seam.Point) throws {
    if case .within = point { return }
    try state.withLock { state in
      state.points += 1
      if state.image == nil, state.cut == .point(state.points) { Self.cut(&state, "\(point)") }
      if state.image != nil { throw PowerIsOff() }
    }
  }

  /// Writes what the cut left into `folder`.
  func restore(into folder: String) throws {
    let image = state.withLock { $0.image ?? [:] }
    for (path, bytes) in image {
      let name = path.dropFirst(self.folder.count)
      try Data(bytes).write(to: URL(fileURLWithPath: folder + name))
    }
  }

  private static func cut(_ state: inout State, _ place: String) {
    guard state.image == nil else { return }
    var numbers = state.numbers
    // In order: a dictionary's differs from process to process, and would draw other numbers.
    var image: [String: [UInt8]] = [:]
    for (path, file) in state.files.sorted(by: { $0.key < $1.key }) {
      image[path] = file.afterCut(&numbers)
    }
    state.image = image
    state.numbers = numbers
    state.place = place
  }
}

// MARK: - What the shim tells

extension PowerDisk {
  func opened(_ path: String) {
    state.withLock { state in
      if state.files[path] == nil { state.files[path] = File(synced: Self.contents(of: path)) }
    }
  }

  /// Whether the operation may go on to the system's file: SQLite's code.
  func write(_ path: String, _ write: File.Write) -> Int32 {
    state.withLock { state in
      if let refused = Self.count(&state, "write to", path) { return refused }
      state.files[path]?.pending.append(write)
      return Self.cutIfPlanned(&state, "write to", path)
    }
  }

  func sync(_ path: String) -> Int32 {
    state.withLock { state in
      if let refused = Self.count(&state, "sync of", path) { return refused }
      let code = Self.cutIfPlanned(&state, "sync of", path)
      if code == 0 { state.files[path]?.settle() }
      return code
    }
  }

  func delete(_ path: String) -> Int32 {
    state.withLock { state in
      if let refused = Self.count(&state, "deletion of", path) { return refused }
      let code = Self.cutIfPlanned(&state, "deletion of", path)
      if code == 0 { state.files[path] = nil }
      return code
    }
  }

  // SQLITE_IOERR
  private static let broken: Int32 = 10

  private static func count(_ state: inout State, _ what: String, _ path: String) -> Int32? {
    guard state.image == nil else { return broken }
    state.operations += 1
    guard let failure = state.failure,
      (failure.first..<failure.first + failure.times).contains(state.operations)
    else { return nil }
    state.hasFailed = true
    return failure.code
  }

  private static func cutIfPlanned(_ state: inout State, _ what: String, _ path: String) -> Int32 {
    guard state.cut == .operation(state.operations) else { return 0 }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    cut(&state, "\(what) \(name)")
    return broken
  }
}

extension PowerDisk.File {
  /// What was written is certain from now on.
  mutating func settle() {
    for write in pending { Self.apply(write, to: &synced) }
    pending = []
  }

  /// What is found after a cut: a draw decides how much of what was pending got through.
  fileprivate func afterCut(_ numbers: inout SplitMix64) -> [UInt8] {
    var bytes = synced
    let way = numbers.below(4)
    guard way > 0 else { return bytes }
    for write in pending {
      switch (way, write) {
      case (1, _): Self.apply(write, to: &bytes)
      case (2, _): if numbers.below(2) == 0 { Self.apply(write, to: &bytes) }
      case (_, .size): if numbers.below(2) == 0 { Self.apply(write, to: &bytes) }
      case (_, .bytes(let offset, let written)):
        for start in stride(from: 0, to: written.count, by: 512) where numbers.below(2) == 0 {
          let sector = Array(written[start..<min(start + 512, written.count)])
          Self.apply(.bytes(at: offset + start, sector), to: &bytes)
        }
      }
    }
    return bytes
  }

  private static func apply(_ write: Write, to bytes: inout [UInt8]) {
    switch write {
    case .size(let size):
      if size < bytes.count { bytes.removeLast(bytes.count - size) }
    case .bytes(let offset, let written):
      let end = offset + written.count
      if end > bytes.count { bytes.append(contentsOf: repeatElement(0, count: end - bytes.count)) }
      bytes.replaceSubrange(offset..<end, with: written)
    }
  }
}
