import Foundation

extension FileManager {
  /// Removes a folder in which connections of a till that has ended may still be closing.
  ///
  /// A task's own references go a moment after whoever awaited it goes on, and the last connection of a
  /// database deletes its `-wal` and `-shm`: between the listing of the folder and their removal here
  /// too, which is no error then.
  func removeFolder(_ path: String) throws {
    while true {
      do { return try removeItem(atPath: path) } catch CocoaError.fileNoSuchFile {
        // Something of it went by itself; what is left is removed.
        guard fileExists(atPath: path) else { return }
      }
    }
  }
}
