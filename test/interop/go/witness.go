// Witness is a C2SP tlog-witness on the code of Go's own checksum database, for one log. What it has seen is in memory only:
// it is a counterpart for tests. It prints its URL and its vkey, and serves until it is killed.
//
//	witness <name> <vkey of the log>
package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// cosignatureV1 is the signature type of tlog-cosignature for Ed25519.
const cosignatureV1 = 0x04

type witness struct {
	name string
	log  note.Verifier
	key  ed25519.PrivateKey

	mu     sync.Mutex
	seen   tlog.Tree
	latest string
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: witness <name> <vkey of the log>")
	}
	verifier, err := note.NewVerifier(os.Args[2])
	check(err)
	_, key, err := ed25519.GenerateKey(rand.Reader)
	check(err)
	w := &witness{name: os.Args[1], log: verifier, key: key}

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	http.HandleFunc("/add-checkpoint", w.addCheckpoint)
	http.HandleFunc(fmt.Sprintf("/%x/checkpoint", sha256.Sum256([]byte(verifier.Name()))), w.showLatest)
	fmt.Printf("http://%s\n%s\n", listener.Addr(), w.vkey())
	log.Fatal(http.Serve(listener, nil))
}

func (w *witness) addCheckpoint(response http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, 1<<20))
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	old, proof, checkpoint, err := parseRequest(string(body))
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	if origin, _, _ := strings.Cut(checkpoint, "\n"); origin != w.log.Name() {
		http.Error(response, "unknown log", http.StatusNotFound)
		return
	}
	opened, err := note.Open([]byte(checkpoint), note.VerifierList(w.log))
	if err != nil {
		http.Error(response, err.Error(), http.StatusForbidden)
		return
	}
	tree, err := parseTree(opened.Text)
	if err != nil || old > tree.N {
		http.Error(response, "not a checkpoint, or older than the old one", http.StatusBadRequest)
		return
	}

	w.mu.Lock()
	defer w.mu.Unlock()
	if old != w.seen.N || (old == tree.N && tree.Hash != w.seen.Hash && old != 0) {
		response.Header().Set("Content-Type", "text/x.tlog.size")
		response.WriteHeader(http.StatusConflict)
		fmt.Fprintf(response, "%d\n", w.seen.N)
		return
	}
	if err := consistent(proof, w.seen, tree); err != nil {
		http.Error(response, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	line := w.cosign(opened.Text)
	w.seen, w.latest = tree, checkpoint+line
	io.WriteString(response, line)
}

func (w *witness) showLatest(response http.ResponseWriter, _ *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.latest == "" {
		http.Error(response, "nothing seen yet", http.StatusNotFound)
		return
	}
	io.WriteString(response, w.latest)
}

func (w *witness) cosign(text string) string {
	now := uint64(time.Now().Unix())
	signature := ed25519.Sign(w.key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", now, text)))
	blob := binary.BigEndian.AppendUint64(w.keyID(), now)
	return fmt.Sprintf("— %s %s\n", w.name, base64.StdEncoding.EncodeToString(append(blob, signature...)))
}

func (w *witness) typedKey() []byte {
	return append([]byte{cosignatureV1}, w.key.Public().(ed25519.PublicKey)...)
}

func (w *witness) keyID() []byte {
	hash := sha256.Sum256(append([]byte(w.name+"\n"), w.typedKey()...))
	return hash[:4]
}

func (w *witness) vkey() string {
	return fmt.Sprintf("%s+%s+%s", w.name, hex.EncodeToString(w.keyID()), base64.StdEncoding.EncodeToString(w.typedKey()))
}

// consistent asks Go's own code. It has no proofs from the empty tree, which every tree continues.
func consistent(proof tlog.TreeProof, seen, tree tlog.Tree) error {
	switch {
	case seen.N == 0:
		if len(proof) > 0 {
			return errors.New("a proof from the empty tree is empty")
		}
		return nil
	case seen.N == tree.N:
		if len(proof) > 0 {
			return errors.New("a proof from a tree to itself is empty")
		}
		return nil
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, seen.N, seen.Hash)
}

func parseRequest(body string) (old int64, proof tlog.TreeProof, checkpoint string, err error) {
	header, checkpoint, found := strings.Cut(body, "\n\n")
	lines := strings.Split(header, "\n")
	text := strings.TrimPrefix(lines[0], "old ")
	old, err = strconv.ParseInt(text, 10, 64)
	if !found || err != nil || lines[0] != fmt.Sprintf("old %d", old) || len(lines) > 64 {
		return 0, nil, "", errors.New("not a request")
	}
	for _, line := range lines[1:] {
		hash, err := parseHash(line)
		if err != nil {
			return 0, nil, "", err
		}
		proof = append(proof, hash)
	}
	return old, proof, checkpoint, nil
}

func parseTree(text string) (tree tlog.Tree, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return tree, errors.New("not a checkpoint")
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil || lines[1] != strconv.FormatInt(tree.N, 10) {
		return tree, errors.New("not a size")
	}
	tree.Hash, err = parseHash(lines[2])
	return tree, err
}

func parseHash(text string) (hash tlog.Hash, err error) {
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err != nil || copy(hash[:], bytes) != len(hash) || len(bytes) != len(hash) {
		return hash, errors.New("not a hash")
	}
	return hash, nil
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
