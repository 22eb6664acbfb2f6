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
