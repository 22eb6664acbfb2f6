import Crypto
import Foundation
import Hummingbird
import KassaRuntime
import NIOCore

/// One file of the page, as it travels in the binary.
struct PageFile: Sendable {
  /// In the page's folder.
  let path: String
  let bytes: Data

  init(path: String, text: String) { (self.path, bytes) = (path, Data(text.utf8)) }

  init(path: String, base64: String) {
    self.path = path
    bytes = Data(base64Encoded: base64) ?? Data()
  }
}

/// The page as it is served: public, and without anything of the till.
struct PageFiles: Sendable {
  struct Served: Sendable {
    var body: ByteBuffer
    let type: String
    /// Changes with the content.
    var tag: String
    /// Whether its address changes with the content too, so that no browser asks for it twice.
    var isForever = false
  }

  /// Names what is served: another one means that an open page is old.
  let build: String
  private let files: [String: Served]

  init(_ packed: [PageFile] = PageFile.packed()) {
    var whole = SHA256()
    var files: [String: Served] = [:]
    for file in packed {
      whole.update(data: Data(file.path.utf8))
      whole.update(data: file.bytes)
      files[file.path] = Served(
        body: ByteBuffer(bytes: file.bytes), type: Self.type(of: file.path),
        tag: "\"\(SHA256.hash(data: file.bytes).hex.prefix(16))\"")
    }
    build = String(whole.finalize().hex.prefix(8))
    // What they load they name by this build.
    for name in ["index.html", "customer.html"] {
      let text = files[name].map { String(buffer: $0.body) } ?? ""
      files[name]?.body = ByteBuffer(string: text.replacing("\"/page/", with: "\"/page/\(build)/"))
      files[name]?.tag = "\"\(build)\""
    }
    self.files = files
  }

  /// What is served at `path`; nil where there is nothing.
  func file(at path: String) -> Served? {
    switch path {
    case "/": return files["index.html"]
    case "/customer": return files["customer.html"]
    default:
      let ofBuild = "/page/\(build)/"
      guard path.hasPrefix(ofBuild) else {
        return path.hasPrefix("/page/") ? files[String(path.dropFirst())] : nil
      }
      var file = files["page/" + path.dropFirst(ofBuild.count)]
      file?.isForever = true
      return file
    }
  }

  private static func type(of path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "woff2": "font/woff2"
    case "webmanifest": "application/manifest+json"
    default: "application/octet-stream"
    }
  }
}
