/// What a till asks of this process: lines of a name and a value, an empty line, the body.
struct Request {
  let address: String
  let key: String
  let milliseconds: Int
  let token: String?
  let certificates: String?
  let body: [UInt8]

  /// Nil where `bytes` are none.
  init?(_ bytes: [UInt8]) {
    guard let end = Self.end(of: bytes) else { return nil }
    var fields: [Substring: String] = [:]
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    for line in head.split(separator: "\n") {
      guard let space = line.firstIndex(of: " ") else { return nil }
      fields[line[..<space]] = String(line[line.index(after: space)...])
    }
    guard let address = fields["address"], let key = fields["key"],
      let milliseconds = fields["milliseconds"].flatMap({ Int($0) }), milliseconds > 0
    else { return nil }
    (self.address, self.key, self.milliseconds) = (address, key, milliseconds)
    (token, certificates) = (fields["token"], fields["certificates"])
    body = Array(bytes[(end + 2)...])
  }

  /// Where the empty line begins that ends the head.
  private static func end(of bytes: [UInt8]) -> Int? {
    let newline = UInt8(ascii: "\n")
    return bytes.indices.dropLast().first {
      bytes[$0] == newline && bytes[$0 + 1] == newline
    }
  }
}
