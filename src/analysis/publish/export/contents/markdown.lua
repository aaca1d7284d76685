-- One pass over all markdown of a report: formulas with a text alternative, headings in order, nothing foreign let through.
-- Metadata: `keys`, the results that may be linked to; `between`, the paragraph that parts two pieces.

local typst = FORMAT:match("typst") ~= nil
local keys, sections, last, between = {}, {}, 1, nil

local function read_meta(meta)
  between = pandoc.utils.stringify(meta.between or "")
  for key in pandoc.utils.stringify(meta.keys or ""):gmatch("%S+") do keys[key] = true end
end

-- A notebook's sections start at "##", below the headline; the accessible standards refuse a skipped level.
local function heading(block)
  local level = math.min(math.max(block.level, 2), last + 1)
  last = level
  sections[block.identifier] = true
  block.identifier = "section-" .. block.identifier
  block.level = level
  return block
end

local function formula(math)
  if not typst then return nil end
  local written = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ math }) }), "typst"):gsub("%s+$", "")
  if not written:match("^%$") then return pandoc.Code(math.text) end
  local alt = math.text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ")
  local block = math.mathtype == "DisplayMath" and "true" or "false"
  return pandoc.RawInline("typst", '#math.equation(block: ' .. block .. ', alt: "' .. alt .. '", ' .. written .. ")")
end

local function link(element)
  local inner = element.target:match("^#(.*)$")
  if inner and keys[inner] and not typst then
    element.target = "#number-" .. inner
  elseif inner and sections[inner] then
    element.target = "#section-" .. inner
  elseif inner or not element.target:match("^https?://") and not element.target:match("^mailto:") then
    return element.content
  end
  return element
end

local function raw_inline(element)
  return element.text:match("^<br") and pandoc.LineBreak() or pandoc.Str(element.text)
end

local function raw_block(element) return pandoc.Para({ pandoc.Str(element.text) }) end

-- Only a paragraph of its own parts two pieces, not the same word inside of a code block that was left open.
local function boundary(paragraph)
  if between ~= "" and pandoc.utils.stringify(paragraph) == between then
    return pandoc.RawBlock(typst and "typst" or "html", "%" .. between .. "%")
  end
end

-- A picture elsewhere would be an external request, and no part of what was computed; our own stand beside the document.
local function image(element)
  local ours = element.src:match("^figure%-%d+%.png$") or element.src == "logo.png"
  if FORMAT:match("docx") and ours then return element end
  return pandoc.Emph(element.caption)
end

local function note(element)
  if typst then return nil end
  local words = pandoc.utils.blocks_to_inlines(element.content)
  words:insert(1, pandoc.Str(" ("))
  words:insert(pandoc.Str(")"))
  return pandoc.Span(words, { class = "aside" })
end

return {
  { Meta = read_meta },
  { RawInline = raw_inline, RawBlock = raw_block, Image = image, Note = note },
  { traverse = "topdown", Header = heading },
  { Link = link },
  { Math = formula },
  { Para = boundary },
}
