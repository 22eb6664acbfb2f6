/// The one place under all durable I/O and all device calls.
///
/// Every commit and every call to a device passes through it, before and after, in production too.
/// A production till does nothing there. Tests count the points, fail at the third, or kill the
/// process at the seventh: what survives that survives a power cut at the same place.
public struct Seam: Sendable {
  /// Where the till stands.
  public enum Point: Hashable, Sendable {
    /// About to commit to that store (nothing of it is durable).
    case beforeCommit(store: String)
    /// The commit survives a power cut from here on.
    case afterCommit(store: String)
    /// About to call a device.
    case beforeDevice(call: String)
    /// The device has answered; nothing of the answer is durable.
    case afterDevice(call: String)
    /// In what may take the process down: a script's step, a call of a driver.
    case within(activity: String)
  }

  private let pass: @Sendable (Point) throws -> Void
  /// Where the files are that are in memory; nil on a disk.
  package let memory: MemoryFiles?

  /// Does nothing at any point.
  public static let production = Seam { _ in }

  /// Calls `pass` at every point; what it throws, the till meets there.
  public init(_ pass: @escaping @Sendable (Point) throws -> Void) {
    (self.pass, memory) = (pass, nil)
  }

  /// Keeps all files in `memory`, and does nothing at any point.
  package init(_ memory: MemoryFiles) { (pass, self.memory) = ({ _ in }, memory) }

  /// Passes `point`; throws what a test wants the till to meet there.
  func reach(_ point: Point) throws { try pass(point) }
}
