# As whoever runs it sees the machine: what it could write to, and which secrets it could read.
find /opt/portcullis /usr /etc /srv -xdev -writable ! -type l 2> /dev/null | sed 's/^/writes /'
for file in /run/credentials/*/* /opt/portcullis/generations/*/credentials/* /etc/boot-test/* /run/portcullis-credentials/*/*; do
  [ -f "$file" ] && [ -r "$file" ] && echo "reads $file"
done
true
