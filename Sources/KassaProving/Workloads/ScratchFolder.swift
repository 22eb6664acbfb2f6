import Foundation

/// Where a proof's till keeps its data: gone after it, so no disk has to keep it.
enum ScratchFolder {
  /// A new name, where nothing stands yet; in memory where the system has a place for that.
  ///
  /// A power cut is played there, not waited for, and a sync costs nothing.
  static func path(_ name: String) -> String {
    let memory = "/dev/shm"
    let base =
      FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path
    return "\(base)/kassa-\(name)-\(UUID().uuidString)"
  }
}
