extension Unicode.Scalar {
  /// Whether paper and screens can show it: no control or format character, no line break.
  ///
  /// Format characters would let a name read otherwise than it is (right-to-left marks).
  package var isPrintable: Bool {
    // Most of what is written; to look further takes time.
    switch value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x400..<0x483: return true
    default: break
    }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}

extension String {
  /// As people see it: without what takes no room or makes a text read otherwise than it is.
  ///
  /// Control, format and zero-width characters, variation selectors, and accents piled up on one letter go; line
  /// breaks stay, and a tab is a space.
  package var visible: String {
    guard !isPlain else { return self }
    var kept = UnicodeScalarView()
    var marks = 0
    for scalar in unicodeScalars {
      marks = scalar.isMark ? marks + 1 : 0
      if scalar == "\n" || scalar.isVisible, marks <= Self.marksMax {
        kept.append(scalar)
      } else if scalar == "\t" {
        kept.append(" ")
      }
    }
    return String(kept)
  }

  /// Whether there is nothing to leave out: most of what is written, and told by its bytes.
  ///
  /// ASCII, U+00C0 to U+02FF in C3 to CB, U+0400 to U+047F in D0 and D1, « » and the hard space; and of three
  /// bytes what amounts and sentences have: – — … ₽ №.
  private var isPlain: Bool {
    withBytes { bytes in
      var (lead, next): (UInt8, Int) = (0, 0)
      while next < bytes.count {
        let byte = bytes[next]
        next += 1
        switch byte {
        case 0x0A, 0x20..<0x7F, 0xC2...0xCB, 0xD0, 0xD1: break
        case 0xA0, 0xAB, 0xBB: break
        case 0x80...0xBF where lead != 0xC2: break
        case 0xE2 where next + 1 < bytes.count:
          switch (bytes[next], bytes[next + 1]) {
          case (0x80, 0x93), (0x80, 0x94), (0x80, 0xA6), (0x82, 0xBD), (0x84, 0x96): next += 2
          default: return false
          }
        default: return false
        }
        if byte >= 0xC0 { lead = byte }
      }
      return true
    }
  }

  /// Vietnamese and Hebrew have two on a letter.
  private static let marksMax = 2
}

extension Unicode.Scalar {
  fileprivate var isVisible: Bool { isPrintable && !properties.isDefaultIgnorableCodePoint }

  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}
