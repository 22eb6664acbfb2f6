extension SlipField {
  /// The text that is asked for; an amount is asked for as one.
  var rule: TextRule {
    TextRule(
      format: hasLetters ? .code : .digits, least: length.lowerBound, most: length.upperBound)
  }
}
