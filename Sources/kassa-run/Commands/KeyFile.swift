import Foundation

/// Reading a key that a command is given.
enum KeyFile {
  /// - Throws: `Failure` where the file can't be read.
  static func text(_ path: String) throws(Failure) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.badInput, "the key «\(path)» can't be read; make one with kassa-run key new")
    }
    return String(decoding: data.prefix(1024), as: UTF8.self)
  }
}
