// Logcheck reads a whole C2SP log over HTTP and checks it with the code of Go's own checksum database: the checkpoint's
// signature, every tile and entry under its root, the inclusion of every record, and that it contains an older state.
//
//	logcheck <url of the log> <vkey> [<file with an older checkpoint>]
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	width  = 1 << height
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: logcheck <url> <vkey> [<older checkpoint>]")
	}
	url, vkey := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(vkey)
	check(err)

	tree := openCheckpoint(fetch(url+"/checkpoint"), verifier)
	reader := tlog.TileHashReader(tree, &tiles{url: url, read: map[string][]byte{}})
	var records int64
	for bundle := int64(0); bundle*width < tree.N; bundle++ {
		for _, record := range entries(url, tree.N, bundle) {
			proof, err := tlog.ProveRecord(tree.N, records, reader)
			check(err)
			check(tlog.CheckRecord(proof, tree.N, tree.Hash, records, tlog.RecordHash(record)))
			records++
		}
	}
	if records != tree.N {
		log.Fatalf("%d records are served, %d are signed", records, tree.N)
	}
	fmt.Printf("%d records included\n", records)

	if len(os.Args) > 3 {
		text, err := os.ReadFile(os.Args[3])
		check(err)
		older := openCheckpoint(text, verifier)
		proof, err := tlog.ProveTree(tree.N, older.N, reader)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
		fmt.Printf("consistent with %d\n", older.N)
	}
}

// openCheckpoint checks the signature of the log's key; signatures of keys it does not know are ignored, as the format says.
func openCheckpoint(text []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		log.Fatalf("not a checkpoint of %s: %q", verifier.Name(), opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	tree := tlog.Tree{N: size}
	if copy(tree.Hash[:], root) != len(tree.Hash) {
		log.Fatal("the root is too short")
	}
	return tree
}

// entries are a bundle's records: each a length of two bytes, then so many bytes.
func entries(url string, size, bundle int64) [][]byte {
	tile := tlog.Tile{H: height, L: -1, N: bundle, W: width}
	if rest := size - bundle*width; rest < width {
		tile.W = int(rest)
	}
	data := fetch(url + "/" + pathOf(tile))
	var records [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			log.Fatalf("bundle %d is cut short", bundle)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		records = append(records, data[2:end])
		data = data[end:]
	}
	return records
}

type tiles struct {
	url  string
	read map[string][]byte
}

func (t *tiles) Height() int { return height }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := pathOf(tile)
		if t.read[path] == nil {
			t.read[path] = fetch(t.url + "/" + path)
		}
		all = append(all, t.read[path])
	}
	return all, nil
}

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// pathOf is the tile's C2SP path: the library's own, without the height, and "entries" in place of "data".
func pathOf(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

func fetch(url string) []byte {
	response, err := http.Get(url)
	check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	check(err)
	if response.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s %s", url, response.Status, bytes.TrimSpace(body))
	}
	return body
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
