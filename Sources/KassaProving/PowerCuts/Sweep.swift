/// A workload that is cut at 1, 2, 3 … at every answer and every opening, until it survives.
enum Sweep: Sendable {
  /// At points of the seam.
  case points
  /// In the middle of operations of the disk.
  case operations

  func cut(at number: Int) -> PowerDisk.Cut {
    switch self {
    case .points: .point(number)
    case .operations: .operation(number)
    }
  }
}

/// How far a sweep has come at the place the till stands at.
struct SweepProgress: Sendable {
  /// The journal's last entry at the last opening, which is cut no more once it survived.
  var state = -1
  var isOpeningOver = true
  var opening = 0
  var prompt = -1
  var answer = 0
  /// Prompts that were swept: a workload whose last prompt never comes ends by these.
  var prompts = 0
  static let promptsMax = 25
}
