import Foundation
import KassaRuntime

/// Reading a key that a command is given.
package enum KeyFile {
  /// A key has a hundred.
  private static let bytesMax = 1024

  /// - Throws: `Failure` where the file can't be read.
  package static func text(_ path: String) throws(Failure) -> String {
    guard let data = try? BoundedFile.contents(path, bytesMax: bytesMax) else {
      throw Failure(.badInput, "the key «\(path)» can't be read; make one with kassa-run key new")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
