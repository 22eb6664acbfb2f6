package import Foundation

/// A file that is read only where it is as small as it should be.
package enum BoundedFile {
  package enum Problem: Error, Hashable, Sendable {
    case missing
    case folder
    /// A pipe or a device: nobody knows whether it ever ends.
    case special
    case tooLarge(bytes: Int)
    case unreadable(reason: String)
  }

  /// The bytes of the file at `path`, behind any links.
  ///
  /// - Throws: `Problem`; a file that is too large is not read, nor is one whose end may never come.
  package static func contents(_ path: String, bytesMax: Int) throws(Problem) -> Data {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      throw .missing
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular: break
    case .typeDirectory: throw .folder
    // What is left of a link that leads nowhere.
    case .typeSymbolicLink: throw .missing
    default: throw .special
    }
    let bytes = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard bytes <= bytesMax else { throw .tooLarge(bytes: bytes) }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      // It may have grown since.
      let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
      guard data.count <= bytesMax else { throw Problem.tooLarge(bytes: data.count) }
      return data
    } catch let problem as Problem { throw problem } catch {
      throw .unreadable(reason: error.localizedDescription)
    }
  }
}
