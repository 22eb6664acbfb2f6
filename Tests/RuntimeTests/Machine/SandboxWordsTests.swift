import Testing

@testable import KassaRuntime

struct SandboxWordsTests {
  @Test(arguments: [
    ScriptStory("return os", "failed: test/main.lua:1: no global «os»; scripts do without it"),
    ScriptStory(
      "return string.dump(print)",
      "failed: test/main.lua:1: no string.dump; scripts do without it"),
    ScriptStory(
      "return coroutine.close", "failed: test/main.lua:1: no coroutine.close; scripts do without it"
    ),
    ScriptStory(
      "return strin.format('x')",
      "failed: test/main.lua:1: no global «strin»; did you mean «string»?"),
    ScriptStory(
      "return string.frmat('x')",
      "failed: test/main.lua:1: no string.frmat; did you mean «format»?"),
    ScriptStory(
      "return ('x'):uper()", "failed: test/main.lua:1: no string.uper; did you mean «upper»?"),
    ScriptStory(
      "return quite_another",
      "failed: test/main.lua:1: no global «quite_another»; "
        + "make it local, or a field of what its module returns"),
    ScriptStory("return math[1]", "failed: test/main.lua:1: math has no field of type number"),
    ScriptStory(
      "total = 1", "failed: test/main.lua:1: assignment to the global «total»; make it local"),
    ScriptStory(
      "string.format = print",
      "failed: test/main.lua:1: assignment to string.format: string is read-only; "
        + "use a table of your own"),
    ScriptStory(
      "rawset(string, 'format', print)", "failed: test/main.lua:1: cannot change a protected table"),
    ScriptStory(
      "setmetatable(string, {})", "failed: test/main.lua:1: cannot change a protected metatable"),
    ScriptStory("return getmetatable(''), getmetatable(string)", "false false"),
    ScriptStory("return rawget(string, 'format')", "nil"),
    ScriptStory(
      "return '10' + 1",
      "failed: test/main.lua:1: attempt to perform arithmetic on a string value (constant '10')"),
  ])
  func `shows only what is allowed`(_ story: ScriptStory) {
    #expect(runMain(story.body).words == story.words)
  }

  @Test(arguments: [
    ScriptStory("error('no')", "failed: test/main.lua:1: no"),
    ScriptStory("error('no', 0)", "failed: test/main.lua:1: no"),
    ScriptStory(
      "error { code = 1 }", "failed: test/main.lua:1: the script raised a table; raise a string"),
    ScriptStory("error()", "failed: test/main.lua:1: the script raised nil; raise a string"),
    ScriptStory(
      "local x = nil; return x.y",
      "failed: test/main.lua:1: attempt to index a nil value (local 'x')"),
    ScriptStory("return pcall(error, 'no', 0)", "false «no»"),
    ScriptStory("return pcall(error, { 1 })", "false [1]"),
    ScriptStory("return select('#', pcall(function() return 1, nil, nil end))", "4"),
    ScriptStory("return xpcall(error, function(m) return m .. '!' end, 'no', 0)", "false «no!»"),
    ScriptStory("return xpcall(function(...) return ... end, print, 1, 2)", "true 1 2"),
    ScriptStory("return xpcall(error, function() error('worse', 0) end)", "false «worse»"),
    ScriptStory(
      "return xpcall(error)",
      "failed: test/main.lua:1: xpcall takes a handler: a function was expected, got a no value"),
    ScriptStory("return load('return 1 +')", "nil «(load):1: unexpected symbol near <eof>»"),
    ScriptStory("return load('return ...', 'x')(7)", "7"),
    ScriptStory("return load('return y', 'x', 't', { y = 5 })()", "5"),
    ScriptStory(
      "return load('x = 1')()", "failed: (load):1: assignment to the global «x»; make it local"),
    ScriptStory("return load('\\27Lua')", "nil «attempt to load a binary chunk (mode is 't')»"),
    ScriptStory(
      "return load(print)",
      "failed: test/main.lua:1: load takes text: a string was expected, got a function"),
    ScriptStory(
      "return load((' '):rep(2^17 // 1 | 0) .. ' ')",
      "failed: test/main.lua:1: load takes at most 128 KiB of text"),
    ScriptStory("return math.type(math.random(1, 6)), math.random(5, 5)", "«integer» 5"),
    ScriptStory(
      "return math.random(2, 1)", "failed: test/main.lua:1: math.random: the range is empty"),
    ScriptStory("return utf8.len('жук'), utf8.char(1078), utf8.codepoint('ж')", "3 «ж» 1078"),
    ScriptStory("return _VERSION", "«Lua 5.4»"),
    ScriptStory("return {}, { 1, { a = true } }, nil, { x = {} }", "[] [1 {a=true}] nil {x=[]}"),
  ])
  func `behaves as Lua does, or says otherwise`(_ story: ScriptStory) {
    #expect(runMain(story.body).words == story.words)
  }

  @Test(arguments: [
    ScriptStory("return 1.5", "failed: the script's result: a whole number was expected, got 1.5"),
    ScriptStory(
      "return print", "failed: the script's result: plain data was expected, got a function"),
    ScriptStory(
      "return { a = { 1, print } }",
      "failed: the script's result: a[2]: plain data was expected, got a function"),
    ScriptStory(
      "return { [true] = 1 }",
      "failed: the script's result: a list was expected, got a table with a key that is a boolean"),
    ScriptStory(
      "return { 1, x = 2 }",
      "failed: the script's result: a list was expected, got a table with the key «x»"),
    ScriptStory(
      "return { 1, nil, 3 }",
      "failed: the script's result: [2]: plain data was expected, got nothing"),
    ScriptStory("local t = {}; t.t = t; return t", "failed: the script's result: "),
    ScriptStory(
      "return '\\255'",
      "failed: the script's result: the text is not well-formed UTF-8; pass text, not bytes"),
  ])
  func `takes plain data only`(_ story: ScriptStory) {
    #expect(runMain(story.body).words.hasPrefix(story.words), "\(runMain(story.body).words)")
  }
}
