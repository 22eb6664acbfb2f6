/// A key as a terminal sends it.
enum Key: Hashable {
  case character(Character)
  case enter
  case tab
  case escape
  case backspace
  case delete
  case left, right, home, end
  /// Through a list that is longer than the screen.
  case up, down, pageUp, pageDown
  /// F1 is 1.
  case function(Int)
  /// Clears the line (Ctrl-U).
  case clear
  /// Takes the last word away (Ctrl-W).
  case eraseWord
  /// Ends the session (Ctrl-D).
  case endOfInput
  /// Between these two the terminal says that text was pasted (bracketed paste, DEC mode 2004).
  case pasteBegins, pasteEnds
  /// Anything else: ignored, but it never becomes text.
  case other
}

/// Turns what a terminal sends into keys.
///
/// A lone Esc and the start of a longer key look alike; what follows within the same read decides.
struct KeyDecoder {
  private var pending: [UInt8] = []
  /// Whether the last byte was a CR: an LF after it ends the same line.
  private var isAfterReturn = false

  /// Whether the last byte was an Esc that may begin a longer key.
  var awaitsMore: Bool { !pending.isEmpty }

  /// The keys that `bytes` complete.
  ///
  /// An unfinished character or key waits for the next call.
  mutating func keys(_ bytes: [UInt8]) -> [Key] {
    var rest = (pending + bytes)[...]
    pending = []
    var keys: [Key] = []
    while let byte = rest.first, let (key, length) = Self.first(rest) {
      if byte != 0x0A || !isAfterReturn { keys.append(key) }
      isAfterReturn = byte == 0x0D
      rest = rest.dropFirst(length)
    }
    pending = Array(rest)
    return keys
  }

  /// What is left once nothing followed: an Esc alone is the key itself.
  mutating func flush() -> [Key] {
    defer { pending = [] }
    return pending.first.map { $0 == 0x1B ? [.escape] : [.other] } ?? []
  }

  /// The first key of `bytes` and its length; nil where it is not complete.
  private static func first(_ bytes: ArraySlice<UInt8>) -> (Key, Int)? {
    guard let byte = bytes.first else { return nil }
    switch byte {
    case 0x0D, 0x0A: return (.enter, 1)
    case 0x09: return (.tab, 1)
    // Group separator: parts of a marking code stand between it.
    case 0x1D: return (.character("\u{1D}"), 1)
    case 0x7F, 0x08: return (.backspace, 1)
    case 0x01: return (.home, 1)
    case 0x05: return (.end, 1)
    case 0x04: return (.endOfInput, 1)
    case 0x15: return (.clear, 1)
    case 0x17: return (.eraseWord, 1)
    case 0x1B: return escaped(bytes)
    case 0..<0x20: return (.other, 1)
    default: return character(bytes)
    }
  }

  private static func character(_ bytes: ArraySlice<UInt8>) -> (Key, Int)? {
    let length: Int =
      switch bytes[bytes.startIndex] {
      case 0..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 0 else { return (.other, 1) }
    guard bytes.count >= length else { return nil }
    guard let text = String(validating: bytes.prefix(length), as: UTF8.self),
      let character = text.first
    else { return (.other, 1) }
    return (.character(character), length)
  }

  /// CSI and SS3 keys: Esc, «[» or «O», parameters, one final byte.
  private static func escaped(_ bytes: ArraySlice<UInt8>) -> (Key, Int)? {
    guard bytes.count > 1 else { return nil }
    let second = bytes[bytes.startIndex + 1]
    if replies.contains(second) { return reply(bytes) }
    guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else { return (.escape, 1) }
    guard let final = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return nil
    }
    let body = String(decoding: bytes[(bytes.startIndex + 2)...final], as: UTF8.self)
    let length = final - bytes.startIndex + 1
    // A key of the Linux console, and a click, say more after what ends others.
    let more = second == UInt8(ascii: "[") ? ["[": 1, "M": 3][body] ?? 0 : 0
    guard more > 0 else { return (named[body] ?? .other, length) }
    guard bytes.count >= length + more else { return nil }
    let rest = String(decoding: bytes.dropFirst(length).prefix(more), as: UTF8.self)
    return (named[body + rest] ?? .other, length + more)
  }

  /// What begins a terminal's reply: a string of device control, operating system, privacy or program.
  private static let replies = Set("P]^_X".utf8)

  /// A reply is no key; it ends with BEL, or Esc and a backslash.
  private static func reply(_ bytes: ArraySlice<UInt8>) -> (Key, Int)? {
    for index in bytes.indices.dropFirst(2) {
      let length = index - bytes.startIndex + 1
      if bytes[index] == 0x07 { return (.other, length) }
      if bytes[index] == UInt8(ascii: "\\"), bytes[index - 1] == 0x1B { return (.other, length) }
    }
    return nil
  }

  private static let named: [String: Key] = [
    "200~": .pasteBegins, "201~": .pasteEnds,
    "A": .up, "B": .down, "5~": .pageUp, "6~": .pageDown,
    "C": .right, "D": .left, "H": .home, "F": .end, "1~": .home, "4~": .end, "3~": .delete,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    "11~": .function(1), "12~": .function(2), "13~": .function(3), "14~": .function(4),
    "15~": .function(5), "17~": .function(6), "18~": .function(7), "19~": .function(8),
    "[A": .function(1), "[B": .function(2), "[C": .function(3), "[D": .function(4),
    "[E": .function(5),
    "20~": .function(9), "21~": .function(10), "23~": .function(11), "24~": .function(12),
    // Shift adds twelve: as the Linux console says it, and as other terminals do.
    "25~": .function(13), "26~": .function(14), "28~": .function(15), "29~": .function(16),
    "31~": .function(17), "32~": .function(18), "33~": .function(19), "34~": .function(20),
    "1;2P": .function(13), "1;2Q": .function(14), "1;2R": .function(15), "1;2S": .function(16),
    "15;2~": .function(17), "17;2~": .function(18), "18;2~": .function(19), "19;2~": .function(20),
    "20;2~": .function(21), "21;2~": .function(22), "23;2~": .function(23), "24;2~": .function(24),
  ]
}
