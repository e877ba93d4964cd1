recipe 'kit', about: 'A little of everything, for the specification of the test kit'

int    jobs   = param('jobs', 2, 'jobs at once')
String name   = param('name', 'box', 'what the machine is called')
String flavour = param('flavour', 'plain', 'what is in it', choices: ['plain', 'rich'])

def tool = source('tool.tar', url: 'http://source.invalid/', sha256: '0000000000000000000000000000000000000000000000000000000000000000')

root('system', from: host(as: 'any')) {
    environment CFLAGS: '-O2'
    pass('layout') {
        mkdir '/opt/bin', '/opt/etc'
        write '/opt/etc/old', 'to be removed\n'
    }
    pass('tool') {
        sources tool
        autotools(buildDir: 'build', jobs: jobs) {
            configure '--prefix=/opt'
        }
        sh '''
            strip /opt/bin/tool
            rm /opt/etc/old
        '''
        verify('it says its name') {
            output '/opt/bin/tool --version', contains: 'tool 1.0'
            exists '/opt/bin/tool'
            file '/opt/etc/tool.conf', contains: 'flavour'
            missing '/opt/etc/old'
        }
    }
    pass('name') {
        write '/opt/etc/hostname', "$name\n", mode: 0600
        symlink '/opt/etc/host', to: 'hostname'
    }
}

root('inside', from: root('system'), chroot: '/opt') {
    pass('log') { exec 'touch', '/log' }
}

artifact('tool.bin') {
    file root('inside'), '/opt/bin/tool'
}
