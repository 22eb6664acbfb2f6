/// The two layouts of a Russian keyboard: the same keys, other letters.
package enum KeyboardLayout {
  private static let latin = Array("qwertyuiop[]asdfghjkl;'zxcvbnm,.`")
  private static let russian = Array("йцукенгшщзхъфывапролджэячсмитьбюё")

  /// The letter of the same key in the other layout; nil where it has none.
  package static func other(_ letter: Character) -> Character? {
    if let place = latin.firstIndex(of: letter) { return russian[place] }
    return russian.firstIndex(of: letter).map { latin[$0] }
  }

  /// `text` as the same keys would have typed it, by the layout that its first letter is of.
  package static func other(_ text: String) -> String {
    let lowered = text.lowercased()
    guard let first = lowered.first(where: \.isLetter) else { return text }
    let (from, to) = first.isASCII ? (latin, russian) : (russian, latin)
    return String(lowered.map { letter in from.firstIndex(of: letter).map { to[$0] } ?? letter })
  }
}
