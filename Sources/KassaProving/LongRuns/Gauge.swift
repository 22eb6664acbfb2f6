import Foundation

/// What this process and a till's files take, as the system says.
enum Gauge {
  /// Resident memory (proc(5): `statm`, the second number, in pages).
  static func residentBytes() throws(GaugeError) -> Int {
    let path = "/proc/self/statm"
    guard let text = FileManager.default.contents(atPath: path),
      let pages = String(decoding: text, as: UTF8.self).split(separator: " ").dropFirst().first,
      let count = Int(pages)
    else { throw GaugeError(path: path) }
    return count * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Open descriptors, the one that lists them among them.
  static func descriptors() throws(GaugeError) -> Int {
    let path = "/proc/self/fd"
    do { return try FileManager.default.contentsOfDirectory(atPath: path).count } catch {
      throw GaugeError(path: path)
    }
  }

  /// A file with what SQLite keeps beside it.
  static func bytes(of file: String) throws -> Int {
    try [file, file + "-wal"].filter(FileManager.default.fileExists).reduce(0) { sum, path in
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      return sum + (attributes[.size] as? Int ?? 0)
    }
  }
}

/// The system does not tell what the process takes.
struct GaugeError: Error, Hashable, CustomStringConvertible {
  let path: String

  var description: String { "«\(path)» can't be read; the simulation needs Linux with /proc" }
}
