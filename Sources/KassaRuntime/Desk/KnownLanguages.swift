/// The languages in which a store's table has words of its own.
package struct KnownLanguages: Sendable {
  package let used: Set<Language>
  /// What the table leaves out where all languages are used, as they may be in its functions alone.
  package let leftOut: [StoreCheck.Finding]
}
