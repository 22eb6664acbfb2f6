extension Unicode.Scalar {
  /// Whether paper and screens can show it: no control or format character, no line break.
  ///
  /// Format characters would let a name read otherwise than it is (right-to-left marks).
  package var isPrintable: Bool {
    switch properties.generalCategory {
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
    guard unicodeScalars.contains(where: { !$0.isPlain }) else { return self }
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

  /// Vietnamese and Hebrew have two on a letter.
  private static let marksMax = 2
}

extension Unicode.Scalar {
  /// Most of what is written; to look further takes time.
  fileprivate var isPlain: Bool {
    (0x20..<0x7F).contains(value) || (0xA0..<0x300).contains(value) && value != 0xAD
      || (0x400..<0x483).contains(value) || self == "\n"
  }

  fileprivate var isVisible: Bool { isPrintable && !properties.isDefaultIgnorableCodePoint }

  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}
