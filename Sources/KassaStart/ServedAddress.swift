import Glibc
import KassaRuntime

/// Where the till of a data folder is served, for whoever finds the folder in use.
package enum ServedAddress {
  private static func path(_ folder: String) -> String { folder + "/serve.address" }

  /// Notes that this process serves the till of `folder` at `address`.
  package static func note(_ address: String, in folder: String) throws {
    try DurableFile.replace(
      path(folder), with: Array("\(getpid()) \(address)\n".utf8), "address", seam: .production)
  }

  /// Where the till of `folder` is served; nil where no process does.
  static func known(in folder: String) -> String? {
    guard let data = try? BoundedFile.contents(path(folder), bytesMax: 512) else { return nil }
    let words = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let process = pid_t(words[0]), kill(process, 0) == 0 else { return nil }
    return String(words[1])
  }
}
