import Testing

@testable import KassaRuntime

struct TextModuleTests {
  @Test(arguments: [
    ScriptStory("return text.len('жук'), text.len(''), text.len('e\\u{301}')", "3 0 1"),
    ScriptStory("return text.width('жук'), text.width('漢字'), text.width('e\\u{301}')", "3 4 1"),
    ScriptStory("return text.upper('чай ß'), text.lower('ЧАЙ')", "«ЧАЙ SS» «чай»"),
    ScriptStory("return text.trim('  чай \\n'), text.trim(' ')", "«чай» «»"),
    ScriptStory("return text.sub('капучино', 2, 4), text.sub('чай', -2)", "«апу» «ай»"),
    ScriptStory(
      "return text.sub('чай', 0), text.sub('чай', 3, 2), text.sub('чай', 9)", "«чай» «» «»"),
    ScriptStory(
      "return text.sub('чай', math.mininteger, math.maxinteger), "
        + "text.sub('чай', 1, math.mininteger)", "«чай» «»"),
    ScriptStory("return text.find('капучино', 'учи')", "4 6"),
    ScriptStory("return text.find('капучино', 'кофе')", "nil"),
    ScriptStory("return text.find('чай', '')", "1 0"),
    ScriptStory("return text.find('ee\u{301}e', 'e\u{301}')", "2 2"),
    // A mark that joins is no character of its own.
    ScriptStory("return text.find('e\u{301}', 'e'), text.find('e\u{301}', '\u{301}')", "nil nil"),
    ScriptStory("return text.find('ababac', 'abac')", "3 6"),
    ScriptStory("return text.pad('чай', 5) .. '|', text.pad('5', 3, 'right')", "«чай  |» «  5»"),
    ScriptStory("return text.pad('чай', 2)", "«чай»"),
    ScriptStory(
      "return text.pad('чай', 2000)",
      "failed: test/main.lua:1: text.pad: width: 2000 columns; use 0 to 1000"),
    ScriptStory(
      "return text.pad('чай', 5, 'rigt')",
      "failed: test/main.lua:1: text.pad: side: one of «left», «right» was expected, "
        + "got «rigt»; did you mean «right»?"),
    ScriptStory(
      "return text.len('\\xFF')",
      "failed: test/main.lua:1: text.len: the text is not well-formed UTF-8; "
        + "pass text, not bytes"),
  ])
  func `counts characters, not bytes`(_ story: ScriptStory) {
    #expect(runMain(story.body, modules: [TextModule.module]).words == story.words)
  }
}
